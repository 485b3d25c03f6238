import { z } from 'zod';
import type { Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const payloadSchema = z.object({ caseId: z.string() });

/** Raises a case that nobody took in time, and tells the operator. */
export async function caseClock(desk: Desk, payload: unknown): Promise<Outcome> {
  const { caseId } = payloadSchema.parse(payload);
  const found = await desk.store.cases.find(caseId);
  if (found?.status !== 'waiting') return NOTHING;
  desk.warn(`case ${caseId} of conversation ${found.conversationId} waits for longer than it should`);
  return { ...NOTHING, escalates: caseId };
}
