import { z } from 'zod';
import { transition } from '../../conversation/transition.ts';
import type { Case } from '../../store/cases/case.ts';
import type { Outcome } from '../../store/job.ts';
import type { Desk } from '../desk.ts';
import { NOTHING } from '../outcome.ts';
import { clockFor } from '../plans.ts';
import { unasked } from '../unasked.ts';
import { dropCase } from './case-deeds.ts';

const payloadSchema = z.object({ conversationId: z.string() });

/** Lets anybody take a case whose holder does not answer, and raises one that nobody took in time, tells the operator, and asks the merchant who waits for a person whether
 * to go on waiting. */
export async function caseClock(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { conversationId } = payloadSchema.parse(payload);
  const found = await desk.store.cases.of(conversationId);
  if (found?.status === 'with_agent') return whereHeld(desk, found, at);
  if (found?.status !== 'waiting') return NOTHING;
  desk.warn(`case ${found.number} of conversation ${conversationId} waits for longer than it should`);
  const held = await desk.conversations.load(conversationId);
  const { expert } = desk.advisor;
  const step = held === null ? null : transition(expert, held.conversation, { type: 'nobody_came', at });
  return { ...NOTHING, escalates: found.id, says: unasked(held, step) };
}

async function whereHeld(desk: Desk, found: Case, at: number): Promise<Outcome> {
  const { conversationId, leaseUntil, unread, firstReplyAt } = found;
  if (unread === 0 && firstReplyAt !== null) return NOTHING;
  if (leaseUntil > at) return { ...NOTHING, next: clockFor(conversationId, leaseUntil) };
  desk.warn(`case ${found.number} is held by somebody who does not answer: it waits again`);
  await dropCase(desk, found, at);
  return NOTHING;
}
