import { addJob } from '../add-job.ts';
import type { Sql } from '../engine/database.ts';
import type { NewJob } from '../job.ts';
import type { SeatNote } from './seat-note.ts';

/** The kind of the job that carries to one person what they have to be told. */
export const SEAT_NOTES = 'seat-notes';
/** Some hours of trying, each pause twice as long as the one before. */
const ATTEMPTS = 12;

/** The job that carries what waits for somebody. */
export function notesJob(channel: string, userId: string, runAt: number): NewJob {
  const key = `${SEAT_NOTES}:${channel}:${userId}`;
  return { kind: SEAT_NOTES, key, payload: { channel, userId }, runAt, maxAttempts: ATTEMPTS };
}

/** Keeps a note once within a transaction, with the job that carries it. */
export async function addNote(sql: Sql, note: SeatNote, runAt: number): Promise<void> {
  const { channel, userId, caseId, deed, type, line, at } = note;
  const [fresh] = await sql(
    `insert into seat_notes(channel, user_id, case_id, deed, type, line, at) values(?, ?, ?, ?, ?, ?, ?)
      on conflict (channel, user_id, case_id, deed) do nothing returning deed`,
    [channel, userId, caseId, deed, type, line, at],
  );
  if (fresh !== undefined) await addJob(sql, notesJob(channel, userId, runAt), runAt);
}
