import { z } from 'zod';
import type { Database, Row, Sql } from '../engine/database.ts';
import { json } from '../rows.ts';
import { addNote } from './add-note.ts';
import {
  type CaseCard,
  type CaseCards,
  NOTE_TYPES,
  type NotesWaiting,
  type SeatNote,
  type SeatNotes,
} from './seat-note.ts';
import { SEATS, seatOf } from './seats.ts';

const noteRow = z
  .object({
    channel: z.string(),
    user_id: z.string(),
    case_id: z.string(),
    deed: z.string(),
    type: z.enum(NOTE_TYPES),
    line: z.number(),
    at: z.number(),
  })
  .transform(({ user_id, case_id, ...same }): SeatNote => ({ ...same, userId: user_id, caseId: case_id }));
const cardRow = z
  .object({
    case_id: z.string(),
    channel: z.string(),
    place: z.string(),
    user_id: z.string(),
    message_id: z.string(),
    reference: json,
  })
  .transform(
    ({ case_id, user_id, message_id, ...same }): CaseCard => ({
      ...same,
      caseId: case_id,
      userId: user_id,
      messageId: message_id,
    }),
  );

/** What people of the desk have to be told, in a database. */
export function seatNotesIn(database: Database): SeatNotes {
  return {
    wanting: async () => (await database.query(`${SEATS} and s.notices = 1`)).map(seatOf),
    add: (notes, at) =>
      database.transaction(async (sql) => {
        for (const note of notes) await addNote(sql, note, at);
      }),
    waiting: (channel, userId, limit) => database.transaction((sql) => waiting(sql, channel, userId, limit)),
    done: async ({ channel, userId, caseId, deed }, at) => {
      await database.query(
        'update seat_notes set done_at = ? where channel = ? and user_id = ? and case_id = ? and deed = ?',
        [at, channel, userId, caseId, deed],
      );
    },
  };
}

async function waiting(sql: Sql, channel: string, userId: string, limit: number): Promise<NotesWaiting> {
  const [seat] = await sql(`${SEATS} and s.channel = ? and s.user_id = ?`, [channel, userId]);
  const rows = await sql(
    `select channel, user_id, case_id, deed, type, line, at from seat_notes
      where channel = ? and user_id = ? and done_at is null order by at, line limit ?`,
    [channel, userId, limit],
  );
  return { seat: seat === undefined ? null : seatOf(seat), notes: rows.map((row) => noteRow.parse(row)) };
}

/** The cards of cases in a database. */
export function caseCardsIn({ query }: Database): CaseCards {
  const cardOf = (row: Row) => cardRow.parse(row);
  return {
    of: async (caseId) => (await query('select * from case_cards where case_id = ?', [caseId])).map(cardOf),
    keep: async ({ caseId, channel, place, userId, messageId, reference }) => {
      await query(
        `insert into case_cards(case_id, channel, place, user_id, message_id, reference) values(?, ?, ?, ?, ?, ?)
          on conflict (case_id, channel, place) do update set user_id = excluded.user_id,
            message_id = excluded.message_id, reference = excluded.reference`,
        [caseId, channel, place, userId, messageId, JSON.stringify(reference)],
      );
    },
    drop: async ({ caseId, channel, place, messageId }) => {
      await query(
        'delete from case_cards where case_id = ? and channel = ? and place = ? and message_id = ?',
        [caseId, channel, place, messageId],
      );
    },
  };
}
