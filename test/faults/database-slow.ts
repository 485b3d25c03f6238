import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { audit } from './findings.ts';
import { gone, startFleet } from './fleet.ts';
import { type Load, type Log, NOON, type Target, underLoad } from './load.ts';
import type { Outcome } from './outcome.ts';
import { startProxy } from './proxy.ts';
import type { Place } from './workers.ts';

const LOAD: Load = { conversations: 4, messagesEach: 3, hotWriters: 3, at: NOON };

/** A database on PostgreSQL. */
export type PostgresPlace = Place & { readonly databaseUrl: string };

/** Two servers on a database whose line gets slow, stands still for a while, and at last loses every connection
 * without telling. */
export async function slowDatabase(
  place: PostgresPlace,
  { delayMs, frozenMs, loses }: { delayMs: number; frozenMs: number; loses: number },
): Promise<Outcome> {
  const proxy = await startProxy(place.databaseUrl);
  const fleet = await startFleet({ ...place, databaseUrl: proxy.url }, 2);
  try {
    const log = await underLoad(fleet, LOAD, async () => {
      await pause(500);
      proxy.delay(delayMs);
      await pause(3_000);
      proxy.freeze();
      await pause(frozenMs);
      proxy.thaw();
      proxy.delay(0);
      for (let i = 0; i < loses; i++) {
        await pause(1_000);
        proxy.lose();
      }
    });
    const { happened, wrong } = await audit(place, log);
    return {
      happened: {
        'ms longer a round trip': 2 * delayMs,
        'frozen ms': frozenMs,
        'times all connections lost': loses,
        ...happened,
        'slowest answer ms': Math.round(log.slowestMs),
      },
      wrong: { ...wrong, 'servers ended': gone(fleet) },
    };
  } finally {
    await fleet.stop();
    proxy.stop();
  }
}

/** How many talks are written to at once, and how long nobody can read the tables. */
export interface Crowd {
  readonly talks: number;
  readonly heldMs: number;
}

const ROLE = 'daozhang_few';

/** Two servers, first with more to do at once than they have connections while somebody holds the tables, then on a
 * database that gives them no connection at all. */
export async function poolExhausted(place: PostgresPlace, { talks, heldMs }: Crowd): Promise<Outcome> {
  const owner = new pg.Client({ connectionString: place.databaseUrl });
  await owner.connect();
  const databaseUrl = await limitedUrl(owner, place.databaseUrl);
  const fleet = await startFleet({ ...place, databaseUrl }, 2);
  try {
    const crowd = { ...LOAD, conversations: talks, messagesEach: 2 };
    const held = await underLoad(fleet, crowd, () => whileLocked(owner, heldMs));
    let statuses: readonly number[] = [];
    const full = await underLoad(fleet, LOAD, async () => {
      statuses = await whileFull(owner, fleet);
    });
    const log = joined(held, full);
    const { happened, wrong } = await audit(place, log);
    return {
      happened: { ...happened, 'slowest answer ms': Math.round(log.slowestMs) },
      wrong: {
        ...wrong,
        'servers ended': gone(fleet),
        'not told at /readyz': statuses.filter((status) => status !== 503).length,
      },
    };
  } finally {
    await fleet.stop();
    await owner.end();
  }
}

/** The same database for a user whose connections can be counted. */
async function limitedUrl(owner: pg.Client, databaseUrl: string): Promise<string> {
  const { rows } = await owner.query('select current_schema() as name');
  await owner.query(`drop role if exists ${ROLE}`);
  await owner.query(`create role ${ROLE} login`);
  await owner.query(`grant all on schema ${rows[0].name} to ${ROLE}`);
  const url = new URL(databaseUrl);
  url.username = ROLE;
  return url.href;
}

function joined(one: Log, two: Log): Log {
  return {
    answers: new Map([...one.answers, ...two.answers]),
    sent: new Map([...one.sent, ...two.sent]),
    redelivered: one.redelivered + two.redelivered,
    gone: one.gone + two.gone,
    slowestMs: Math.max(one.slowestMs, two.slowestMs),
  };
}

async function whileLocked(owner: pg.Client, heldMs: number): Promise<void> {
  await pause(500);
  await owner.query('begin');
  await owner.query('lock table conversations in access exclusive mode');
  await pause(heldMs);
  await owner.query('rollback');
}

/** Lets the servers have no connection for a while, and looks what they say of it. */
async function whileFull(owner: pg.Client, { any }: Target): Promise<readonly number[]> {
  await owner.query(`alter role ${ROLE} connection limit 0`);
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${ROLE}'`);
  const statuses: number[] = [];
  for (let i = 0; i < 3; i++) {
    await pause(300);
    statuses.push((await fetch(`${any().url}/readyz`)).status);
  }
  await owner.query(`alter role ${ROLE} connection limit -1`);
  return statuses;
}
