import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLab, type Lab } from './all.ts';
import { bursts } from './burst.ts';
import { clockBack } from './clock-back.ts';
import { databaseRestarts } from './database-down.ts';
import { poolExhausted } from './database-slow.ts';
import { deliveries } from './deliveries.ts';
import { diskFull, diskReadOnly, powerCut } from './disk-faults.ts';
import { drained } from './drain.ts';
import { fuzz } from './fuzz.ts';
import { killRounds } from './kill-rounds.ts';
import { lostTurns } from './lost-turn.ts';
import { naughty } from './naughty.ts';
import { type Outcome, wrongIn } from './outcome.ts';
import { synced } from './synced.ts';
import { kill, startWorker } from './workers.ts';

// Short versions; the long ones, with figures: npm run faults
const lab = createLab();

beforeAll(async () => {
  // The first server checks the content and trains the classifier; the others find both done.
  await kill(await startWorker(lab.embedded()));
}, 180_000);
afterAll(() => lab.close());

type Case = readonly [string, (lab: Lab) => Promise<Outcome | null>];

const CASES: readonly Case[] = [
  ['are killed', (lab) => killRounds({ ...lab.embedded(), leaseMs: 500 }, 2)],
  ['lose their power', (lab) => powerCut(lab.folder(), 1)],
  ['find their disk full', (lab) => diskFull(lab.folder(), 1)],
  ['find their disk read-only', (lab) => diskReadOnly(lab.folder(), 1)],
  ['have their clock set back', (lab) => clockBack({ ...lab.embedded(), leaseMs: 500 }, 2)],
  [
    'get messages twice and in another order',
    (lab) => deliveries(lab.embedded(), { conversations: 2, messages: 8 }),
  ],
  ['lose a turn behind their backs', (lab) => lostTurns(lab.embedded(), 2)],
  ['get six messages at once, ten times over', (lab) => bursts(lab.embedded(), 10)],
  ['are told to stop', (lab) => drained(lab.embedded(), 1)],
  ['read naughty strings', (lab) => naughty(lab.embedded(), 150)],
  ['read fuzzed bodies', (lab) => fuzz(lab.embedded(), 400)],
];

const ON_POSTGRES: readonly Case[] = [
  [
    'crashes and comes back',
    async (lab) => {
      const [server, place] = [await lab.server(), await lab.postgres()];
      return server === null || place === null ? null : databaseRestarts(server, place, 1);
    },
  ],
  [
    'has no connection left',
    async (lab) => {
      const place = await lab.postgres();
      return place === null ? null : poolExhausted(place, { talks: 15, heldMs: 1_000 });
    },
  ],
];

describe('servers lose nothing, double nothing and go on where they', () => {
  test.each(CASES)('%s', (_, make) => holds(make), 120_000);
});

describe.skipIf(lab.binaries === null)(
  'servers lose nothing, double nothing and go on where their database',
  () => {
    test.each(ON_POSTGRES)('%s', (_, make) => holds(make), 120_000);
  },
);

test(
  'messages are on the disk before they are answered',
  () => holds((lab) => synced(lab.folder(), 10)),
  60_000,
);

async function holds(make: Case[1]): Promise<void> {
  const outcome = await make(lab);
  if (outcome !== null) expect(wrongIn(outcome)).toEqual({});
}
