import { z } from 'zod';
import { addJob } from './add-job.ts';
import type { Row, Sql } from './engine/database.ts';
import type { NewJob } from './job.ts';

/** The kind of the job that carries what waits for one merchant to their channel. */
export const DELIVERY = 'deliver';

const talkRow = z.object({ carry_after: z.number().nullable() });

/** Some hours of trying, each pause twice as long as the one before. */
const ATTEMPTS = 12;

/** When what was said in a conversation at an instant has to be on its way; null: its channel asks for it. */
export function deliveryTime(row: Row, at: number): number | null {
  const { carry_after } = talkRow.parse(row);
  return carry_after === null ? null : at + carry_after;
}

/** The job that carries what waits in a conversation. */
export function deliveryJob(conversationId: string, runAt: number): NewJob {
  const key = `${DELIVERY}:${conversationId}`;
  return { kind: DELIVERY, key, payload: { conversationId }, runAt, maxAttempts: ATTEMPTS };
}

/** Queues the carrying of what was said, within the transaction that says it. */
export async function queueDelivery(sql: Sql, conversationId: string, runAt: number | null): Promise<void> {
  if (runAt !== null) await addJob(sql, deliveryJob(conversationId, runAt), runAt);
}
