import { z } from 'zod';
import { deliveryJob } from '../store/deliveries.ts';
import type { Outcome } from '../store/job.ts';
import { carry } from './carry.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const payloadSchema = z.object({ conversationId: z.string() });

/** Carries what waits in a conversation to the channel of its merchant. */
export async function deliver(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { conversationId } = payloadSchema.parse(payload);
  const identity = await desk.store.identities.of(conversationId);
  if (identity === null) return NOTHING;
  const carrier = desk.carriers.get(identity.channel);
  if (carrier === undefined) throw new Error(`channel ${identity.channel} is not set up on this server`);
  const carried = await carry(desk, conversationId, carrier);
  return carried.type === 'done'
    ? NOTHING
    : { ...NOTHING, next: deliveryJob(conversationId, at + carried.afterMs) };
}
