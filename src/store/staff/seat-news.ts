import { z } from 'zod';
import { addJob } from '../add-job.ts';
import type { Sql } from '../engine/database.ts';
import { addNote } from './add-note.ts';
import type { NoteType } from './seat-note.ts';

/** The kind of the job that finds out whom a case is to be told to. */
export const CASE_ALERT = 'case-alert';
/** As long as what waits for merchants is tried. */
const ATTEMPTS = 12;

const seatRow = z.object({ case_id: z.string(), channel: z.string(), user_id: z.string() });

/** A case that those who want to be told of cases have to hear of. */
export interface Alert {
  readonly caseId: string;
  readonly type: Extract<NoteType, 'urgent' | 'escalated'>;
  /** they are told of it once */
  readonly deed: string;
}

/** Queues within a transaction that a case is told to whoever wants to hear of it. Who that is depends on the content. */
export async function alert(sql: Sql, { caseId, type, deed }: Alert, at: number): Promise<void> {
  const [anybody] = await sql('select 1 as one from seats where notices = 1 limit 1');
  if (anybody === undefined) return;
  const payload = { caseId, type, deed };
  await addJob(sql, { kind: CASE_ALERT, key: null, payload, runAt: at, maxAttempts: ATTEMPTS }, at);
}

/** Notes within a transaction that a case was passed on to somebody who wants to hear of that. */
export async function noteAssigned(
  sql: Sql,
  { caseId, assignee, deed }: { readonly caseId: string; readonly assignee: string; readonly deed: string },
  at: number,
): Promise<void> {
  const rows = await sql(
    'select cast(? as text) as case_id, channel, user_id from seats where user_id = ? and notices = 1',
    [caseId, assignee],
  );
  for (const row of rows) {
    const { channel, user_id: userId } = seatRow.parse(row);
    await addNote(sql, { channel, userId, caseId, deed, type: 'assigned', line: 0, at }, at);
  }
}

/** Notes within a transaction the lines of a merchant for the agent who holds the talk, where that one works on a
 * channel: has the case before them there, or wants to be told of cases. */
export async function noteLines(
  sql: Sql,
  conversationId: string,
  lines: readonly number[],
  at: number,
): Promise<void> {
  const rows = await sql(
    `select c.id as case_id, s.channel, s.user_id from cases c join seats s on s.user_id = c.assignee
      where c.conversation_id = ? and c.status in ('with_agent','with_merchant')
        and (s.notices = 1 or exists(select 1 from case_cards k
          where k.case_id = c.id and k.channel = s.channel and k.user_id = s.user_id))`,
    [conversationId],
  );
  for (const row of rows) {
    const { case_id: caseId, channel, user_id: userId } = seatRow.parse(row);
    for (const line of lines) {
      await addNote(sql, { channel, userId, caseId, deed: `line:${line}`, type: 'line', line, at }, at);
    }
  }
}
