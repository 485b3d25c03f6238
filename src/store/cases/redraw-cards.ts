import { addJob } from '../add-job.ts';
import type { Sql } from '../engine/database.ts';

/** The kind of the job that draws the cards of a case anew. */
export const CASE_CARDS = 'case-cards';
/** As long as what waits for merchants is tried. */
const ATTEMPTS = 12;

/** Queues within a transaction that the cards of a case are drawn anew. */
export async function redraw(sql: Sql, caseId: string, at: number): Promise<void> {
  const [card] = await sql('select 1 as one from case_cards where case_id = ? limit 1', [caseId]);
  if (card === undefined) return;
  const key = `${CASE_CARDS}:${caseId}`;
  await addJob(sql, { kind: CASE_CARDS, key, payload: { caseId }, runAt: at, maxAttempts: ATTEMPTS }, at);
}
