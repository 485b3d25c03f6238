import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { brokenContent } from './broken-content.ts';
import { bursts } from './burst.ts';
import { clockBack } from './clock-back.ts';
import { databaseRestarts, failover } from './database-down.ts';
import { type PostgresPlace, poolExhausted, slowDatabase } from './database-slow.ts';
import { deliveries } from './deliveries.ts';
import { diskFull, diskReadOnly, powerCut } from './disk-faults.ts';
import { drained } from './drain.ts';
import { fuzz } from './fuzz.ts';
import { killRounds } from './kill-rounds.ts';
import { lostTurns } from './lost-turn.ts';
import { naughty } from './naughty.ts';
import type { Outcome } from './outcome.ts';
import { type Storm, storm } from './storm.ts';
import { synced } from './synced.ts';
import { killAll, type Place } from './workers.ts';

/** Where the faults are made. */
export interface Lab {
  /** a folder that is not there yet */
  folder(): string;
  /** an embedded store that is not there yet */
  embedded(): Place;
  /** an empty PostgreSQL; null where this machine has none */
  postgres(): Promise<PostgresPlace | null>;
  readonly binaries: string | null;
  server(): Promise<Postgres | null>;
  close(): Promise<void>;
}

/** A fault and what has to hold under it. */
export interface Fault {
  /** what it is called on the command line */
  readonly name: string;
  readonly title: string;
  /** the guards are removed: that something goes wrong shows that it would be seen */
  readonly control?: true;
  /** null: it cannot be made on this machine */
  readonly make: (lab: Lab) => Promise<Outcome | null>;
}

const HARD: Storm = {
  workers: 4,
  kills: 10,
  conversations: 30,
  messagesEach: 30,
  hotWriters: 10,
  everyMs: 1_500,
};
const TWENTY: Storm = {
  ...HARD,
  workers: 1,
  kills: 20,
  conversations: 4,
  messagesEach: 60,
  hotWriters: 4,
  everyMs: 1_000,
};
const CONTROL: Storm = { ...HARD, kills: 0, conversations: 5, messagesEach: 12, hotWriters: 5 };
const SHARED: Storm = { ...HARD, workers: 2, kills: 0, conversations: 20 };
const ROUNDS = 200;
const SHORT_LEASE = { leaseMs: 500 };

/** Every fault in full strength, in the order of the table. */
export const FAULTS: readonly Fault[] = [
  ...onBoth('storm', '4 servers, each message sent to two of them, kill -9 at random', (place) =>
    storm(place, HARD),
  ),
  { ...embedded('storm-one', '1 server killed 20 times under load', (place) => storm(place, TWENTY)) },
  ...onBoth('storm-control', 'the same storm with the guards removed', (place) =>
    storm({ ...place, unguarded: true }, CONTROL),
  ).map((fault) => ({ ...fault, control: true }) as const),
  ...onBoth('kill', 'kill -9 at a random moment, in rounds on one store', (place) =>
    killRounds({ ...place, ...SHORT_LEASE }, ROUNDS),
  ),
  { name: 'power', title: 'power cut of the disk, embedded', make: (lab) => powerCut(lab.folder(), 30) },
  {
    name: 'power-control',
    title: 'the same without waiting for the disk',
    control: true,
    make: (lab) => powerCut(lab.folder(), 5, { unsynced: true }),
  },
  {
    name: 'sync',
    title: 'fsync between message and answer, embedded',
    make: (lab) => synced(lab.folder(), 50),
  },
  { name: 'full', title: 'disk full, embedded', make: (lab) => diskFull(lab.folder(), 20) },
  {
    name: 'read-only',
    title: 'disk becomes read-only, embedded',
    make: (lab) => diskReadOnly(lab.folder(), 10),
  },
  onPostgres('restart', 'database crashes and comes back', async (lab, place) => {
    const server = await lab.server();
    return server === null ? null : databaseRestarts(server, place, 20);
  }),
  {
    name: 'failover',
    title: 'database lost, its standby takes over',
    make: async ({ binaries, folder }) => (binaries === null ? null : failover(binaries, folder(), 5)),
  },
  onPostgres('pool', 'tables locked, then no connection left', (_, place) =>
    poolExhausted(place, { talks: 120, heldMs: 8_000 }),
  ),
  onPostgres('slow', 'database slow, then still, then lost without a word', (_, place) =>
    slowDatabase(place, { delayMs: 20, frozenMs: 5_000, loses: 3 }),
  ),
  ...onBoth('clock', 'clock set back by an hour', (place) => clockBack({ ...place, ...SHORT_LEASE }, 20)),
  {
    ...embedded('clock-control', 'the same where leases are trusted whatever the clock', (place) =>
      clockBack({ ...place, ...SHORT_LEASE, trustingClocks: true }, 1),
    ),
    control: true,
  },
  ...onBoth('deliveries', 'every message four times, in random order', (place) =>
    deliveries(place, { conversations: 20, messages: 30 }),
  ),
  ...onBoth('lost-turn', 'the last turn lost behind two running servers', (place) => lostTurns(place, 20)),
  ...onBoth('burst', 'six messages at once into one talk', (place) => bursts(place, 10)),
  ...onBoth('drain', 'SIGTERM with 32 talks waiting', (place) => drained(place, 20)),
  { ...embedded('shared', '2 servers on one embedded store', (place) => storm(place, SHARED)) },
  {
    name: 'content',
    title: 'broken content on reload, under load',
    make: (lab) => brokenContent(lab.embedded(), lab.folder(), 10),
  },
  ...onBoth('naughty', '10,000 naughty strings', (place) => naughty(place, 10_000)),
  { ...embedded('fuzz', '100,000 fuzzed bodies to every door', (place) => fuzz(place, 100_000)) },
];

type Make = (place: Place) => Promise<Outcome | null>;

function embedded(name: string, title: string, make: Make): Fault {
  return { name, title, make: (lab) => make(lab.embedded()) };
}

function onPostgres(
  name: string,
  title: string,
  make: (lab: Lab, place: PostgresPlace) => Promise<Outcome | null>,
): Fault {
  return {
    name,
    title,
    make: async (lab) => {
      const place = await lab.postgres();
      return place === null ? null : make(lab, place);
    },
  };
}

function onBoth(name: string, title: string, make: Make): readonly Fault[] {
  return [
    embedded(`${name}-embedded`, `${title}, embedded`, make),
    onPostgres(`${name}-postgresql`, `${title}, PostgreSQL`, (_, place) => make(place)),
  ];
}

/** A lab in a folder of its own, with a PostgreSQL that is started when it is first asked for. */
export function createLab(): Lab {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-faults-'));
  const binaries = postgresBinaries();
  let folders = 0;
  let starting: Promise<Postgres> | null = null;
  const folder = () => path.join(scratch, String(folders++));
  const server = async () => {
    if (binaries === null) return null;
    starting ??= startPostgres(binaries);
    return starting;
  };
  return {
    binaries,
    folder,
    server,
    embedded: () => ({ databaseUrl: null, data: folder() }),
    postgres: async () => {
      const databaseUrl = await (await server())?.fresh();
      return databaseUrl === undefined ? null : { databaseUrl, data: folder() };
    },
    close: async () => {
      killAll();
      await (await starting)?.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
