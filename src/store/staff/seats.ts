import { z } from 'zod';
import type { Database, Row, Sql } from '../engine/database.ts';
import { json } from '../rows.ts';
import { audit } from './audit.ts';
import type { NewSeat, Seat, SeatCode, Seats } from './seat.ts';
import type { By } from './user.ts';
import { userOf } from './users.ts';

/** Seats with their users, of those who still work here. */
export const SEATS = `select s.channel, s.external_id, s.reference, s.notices, u.id, u.login, u.name, u.role, u.tenant,
    u.password_hash, u.created_at, u.disabled_at
  from seats s join users u on u.id = s.user_id where u.disabled_at is null`;

const seatRow = z.object({
  channel: z.string(),
  external_id: z.string(),
  reference: json,
  notices: z.number(),
});
const codeRow = z.object({ user_id: z.string() });

/** A row of SEATS. */
export function seatOf(row: Row): Seat {
  const { channel, external_id, reference, notices } = seatRow.parse(row);
  return { channel, externalId: external_id, reference, notices: notices === 1, user: userOf(row) };
}

/** The seats of a database. */
export function seatsIn(database: Database): Seats {
  return {
    offer: (code, by) => database.transaction((sql) => offer(sql, code, by)),
    take: (codeHash, seat, at) => database.transaction((sql) => take(sql, codeHash, seat, at)),
    find: (channel, externalId) => find(database.query, channel, externalId),
    change: async ({ channel, externalId, ...before }, change) => {
      const { reference, notices } = { ...before, ...change };
      await database.query(
        'update seats set reference = ?, notices = ? where channel = ? and external_id = ?',
        [JSON.stringify(reference), Number(notices), channel, externalId],
      );
    },
    leave: ({ channel, externalId, user }, at) =>
      database.transaction(async (sql) => {
        await remove(sql, { channel, externalId, userId: user.id });
        await note(sql, 'unlinked', { channel, userId: user.id, at });
      }),
  };
}

async function offer(sql: Sql, { hash, userId, expiresAt }: SeatCode, { actor, at }: By): Promise<void> {
  await sql('delete from seat_codes where user_id = ? or expires_at <= ?', [userId, at]);
  await sql('insert into seat_codes(code_hash, user_id, expires_at) values(?, ?, ?)', [
    hash,
    userId,
    expiresAt,
  ]);
  await audit(sql, [{ actor, action: 'code-given', entity: 'user', entityId: userId }], at);
}

async function take(
  sql: Sql,
  codeHash: string,
  { channel, externalId, reference }: NewSeat,
  at: number,
): Promise<Seat | null> {
  const [row] = await sql(
    `delete from seat_codes where code_hash = ? and expires_at > ?
      and user_id in (select id from users where disabled_at is null) returning user_id`,
    [codeHash, at],
  );
  if (row === undefined) return null;
  const { user_id: userId } = codeRow.parse(row);
  await remove(sql, { channel, externalId, userId });
  await sql('insert into seats(channel, external_id, user_id, reference, since) values(?, ?, ?, ?, ?)', [
    channel,
    externalId,
    userId,
    JSON.stringify(reference),
    at,
  ]);
  await note(sql, 'linked', { channel, userId, at });
  return find(sql, channel, externalId);
}

async function find(sql: Sql, channel: string, externalId: string): Promise<Seat | null> {
  const [row] = await sql(`${SEATS} and s.channel = ? and s.external_id = ?`, [channel, externalId]);
  return row === undefined ? null : seatOf(row);
}

// Both the seat itself and whatever other one its user has there.
async function remove(
  sql: Sql,
  {
    channel,
    externalId,
    userId,
  }: { readonly channel: string; readonly externalId: string; readonly userId: string },
): Promise<void> {
  await sql('delete from seats where channel = ? and (external_id = ? or user_id = ?)', [
    channel,
    externalId,
    userId,
  ]);
}

async function note(
  sql: Sql,
  action: string,
  { channel, userId, at }: { readonly channel: string; readonly userId: string; readonly at: number },
): Promise<void> {
  const entry = { actor: userId, action, entity: 'user', entityId: userId, detail: { channel } };
  await audit(sql, [entry], at);
}
