import { z } from 'zod';
import type { Database, Sql } from '../engine/database.ts';
import type { Invitations, Patience, Sessions } from './user.ts';
import { addUser, userOf } from './users.ts';

/** A use is written down at most this often: reading a page of the console is several requests. */
const TOUCH_MS = 30_000;
const SECOND = 1_000;
/** After so long without a failure one starts at zero again. */
const FORGIVEN_MS = 86_400_000;

const attemptRow = z.object({ failures: z.number(), last_at: z.number(), until_at: z.number() });

/** The logins of a database. */
export function sessionsIn(database: Database): Sessions {
  return {
    open: async ({ tokenHash, userId, createdAt, expiresAt }) => {
      await database.query(
        'insert into sessions(token_hash, user_id, created_at, expires_at, seen_at) values(?, ?, ?, ?, ?)',
        [tokenHash, userId, createdAt, expiresAt, createdAt],
      );
    },
    user: async (tokenHash, now, idleMs) => {
      const [row] = await database.query(
        `select s.seen_at, u.id, u.login, u.name, u.role, u.tenant, u.password_hash, u.created_at, u.disabled_at
          from sessions s join users u on u.id = s.user_id
          where s.token_hash = ? and s.expires_at > ? and s.seen_at > ? and u.disabled_at is null`,
        [tokenHash, now, now - idleMs],
      );
      if (row === undefined) return null;
      if (z.object({ seen_at: z.number() }).parse(row).seen_at < now - TOUCH_MS) {
        await database.query('update sessions set seen_at = ? where token_hash = ? and seen_at < ?', [
          now,
          tokenHash,
          now,
        ]);
      }
      return userOf(row);
    },
    end: async (tokenHash) => {
      await database.query('delete from sessions where token_hash = ?', [tokenHash]);
    },
    attempt: (keys, now) => database.transaction((sql) => attempt(sql, keys, now)),
    succeeded: (forgotten, excused) =>
      database.transaction(async (sql) => {
        const [first, second] = [forgotten, excused].sort();
        for (const key of [first, second]) {
          if (key === forgotten) await sql('delete from login_attempts where key = ?', [forgotten]);
          else {
            await sql(
              'update login_attempts set failures = failures - 1, until_at = 0 where key = ? and failures > 0',
              [excused],
            );
          }
        }
      }),
    purge: (now, idleMs) =>
      database.transaction(async (sql) => {
        await sql('delete from sessions where expires_at <= ? or seen_at <= ?', [now, now - idleMs]);
        await sql('delete from login_attempts where last_at < ?', [now - FORGIVEN_MS]);
        await sql('delete from invitations where expires_at < ?', [now]);
      }),
  };
}

async function attempt(
  sql: Sql,
  keys: readonly { readonly key: string; readonly patience: Patience }[],
  now: number,
): Promise<number> {
  const counted = [];
  // In one order, so that two attempts never wait for each other.
  for (const { key, patience } of [...keys].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const [row] = await sql(
      `insert into login_attempts(key, failures, last_at, until_at) values(?, 0, ?, 0)
        on conflict (key) do update set failures = login_attempts.failures returning failures, last_at, until_at`,
      [key, now],
    );
    counted.push({ key, patience, before: attemptRow.parse(row) });
  }
  const wait = Math.max(...counted.map(({ before }) => before.until_at - now));
  if (wait > 0) return wait;
  for (const { key, patience, before } of counted) {
    const failures = (before.last_at < now - FORGIVEN_MS ? 0 : before.failures) + 1;
    await sql('update login_attempts set failures = ?, last_at = ?, until_at = ? where key = ?', [
      failures,
      now,
      now + backOff(failures, patience),
      key,
    ]);
  }
  return 0;
}

// 1 s after the first that is too many, then twice as long each time.
function backOff(failures: number, { free, longestMs }: Patience): number {
  return failures < free ? 0 : Math.min(SECOND * 2 ** (failures - free), longestMs);
}

/** The one-time keys of a database. */
export function invitationsIn(database: Database): Invitations {
  return {
    add: async (tokenHash, now, expiresAt) => {
      await database.query('insert into invitations(token_hash, created_at, expires_at) values(?, ?, ?)', [
        tokenHash,
        now,
        expiresAt,
      ]);
    },
    redeem: (tokenHash, user, at) =>
      database
        .transaction(async (sql) => {
          // The lock on every key lets one of two that come at once wait, and then find a user.
          const open = await sql(
            'update invitations set used_at = coalesce(used_at, ?) where used_at is null and expires_at > ? returning token_hash',
            [at, at],
          );
          const mine = open.some(
            (row) => z.object({ token_hash: z.string() }).parse(row).token_hash === tokenHash,
          );
          const [someone] = await sql('select 1 as one from users where login is not null limit 1');
          if (!mine || someone !== undefined) {
            // A wrong key uses none up.
            throw new Refused();
          }
          await addUser(sql, user, { actor: 'first-link', at });
          return 'kept' as const;
        })
        .catch((error: unknown) => {
          if (error instanceof Refused) return 'refused' as const;
          throw error;
        }),
  };
}

/** Undoes a transaction that must leave nothing behind. */
class Refused extends Error {}
