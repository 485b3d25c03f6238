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

const HELD_MS = 8_000;
const CROWD = 120;

/** Two servers, first with more to do at once than they have connections while somebody holds the tables, then on a
 * database that has no connection left for them. */
export async function poolExhausted(place: PostgresPlace): Promise<Outcome> {
  const fleet = await startFleet(place, 2);
  try {
    const crowd = { ...LOAD, conversations: CROWD, messagesEach: 2 };
    const held = await underLoad(fleet, crowd, () => whileLocked(place.databaseUrl));
    let statuses: readonly number[] = [];
    const full = await underLoad(fleet, LOAD, async () => {
      statuses = await whileFull(place.databaseUrl, fleet);
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
  }
}

function joined(one: Log, two: Log): Log {
  return {
    answers: new Map([...one.answers, ...two.answers]),
    sent: new Map([...one.sent, ...two.sent]),
    redelivered: one.redelivered + two.redelivered,
    slowestMs: Math.max(one.slowestMs, two.slowestMs),
  };
}

async function whileLocked(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await pause(500);
  await client.query('begin');
  await client.query('lock table conversations in access exclusive mode');
  await pause(HELD_MS);
  await client.query('rollback');
  await client.end();
}

const ENDS =
  "select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name like 'daozhang%'";

/** Takes every connection that the database gives, until the servers have none, and looks what they say of it. */
async function whileFull(databaseUrl: string, { any }: Target): Promise<readonly number[]> {
  const taken = await takeAll(databaseUrl);
  try {
    while (((await taken[0]?.query(ENDS))?.rowCount ?? 0) > 0) taken.push(...(await takeAll(databaseUrl)));
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) {
      await pause(500);
      statuses.push((await fetch(`${any().url}/readyz`)).status);
    }
    return statuses;
  } finally {
    await Promise.all(taken.map((client) => client.end()));
  }
}

async function takeAll(databaseUrl: string): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch {
      return taken;
    }
    taken.push(client);
  }
}
