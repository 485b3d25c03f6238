import { z } from 'zod';
import { transition } from '../conversation/transition.ts';
import type { Outcome } from '../store/job.ts';
import { noteDue } from './cases/alert-seats.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';
import { unasked } from './unasked.ts';

const payloadSchema = z.object({ conversationId: z.string(), dueAt: z.number() });

/** Asks whether the money has come once it was due; not where the talk has taken another turn since, a person has
 * it, or the merchant does not want to be asked. Who holds the case is told in any case. */
export async function followUp(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { conversationId, dueAt } = payloadSchema.parse(payload);
  const held = await desk.conversations.load(conversationId);
  if (held === null) return NOTHING;
  const { conversation } = held;
  const { status, diagnosis } = conversation;
  const due = diagnosis?.dueAt != null && Date.parse(diagnosis.dueAt) === dueAt;
  if (due && conversation.arrived !== true) await noteDue(desk, conversationId, dueAt, at);
  const stands = status === 'answered' || status === 'closed';
  if (!stands || conversation.unasked || conversation.arrived === true) return NOTHING;
  if (!due) return NOTHING;
  const step = transition(desk.advisor.expert, conversation, { type: 'due', at });
  return { ...NOTHING, says: unasked(held, step) };
}
