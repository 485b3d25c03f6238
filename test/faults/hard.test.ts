import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { clockBack } from './clock-back.ts';
import { databaseRestarts } from './database-down.ts';
import { poolExhausted, slowDatabase } from './database-slow.ts';
import { deliveries } from './deliveries.ts';
import { killRounds } from './kill-rounds.ts';
import { wrongIn } from './outcome.ts';

// The long versions, with figures: npm run faults
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-hard-'));
const binaries = postgresBinaries();
let server: Postgres;
const on = async (name: string) => ({
  databaseUrl: await server.fresh(),
  data: path.join(scratch, name),
  leaseMs: 500,
});

beforeAll(async () => {
  if (binaries !== null) server = await startPostgres(binaries);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('a server on the embedded store that is killed again and again starts cleanly and has lost nothing', async () => {
  const outcome = await killRounds(
    { databaseUrl: null, data: path.join(scratch, 'kill'), leaseMs: 500 },
    3,
  );
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 60_000);

test('clock', async () => {
  const outcome = await clockBack({ databaseUrl: null, data: path.join(scratch, 'clock'), leaseMs: 2_000 }, 8);
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 260_000);

test('deliveries', async () => {
  const outcome = await deliveries({ databaseUrl: null, data: path.join(scratch, 'deli') }, {conversations: 2, messages: 10});
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 60_000);

describe.skipIf(binaries === null)('servers whose database', () => {
  test('crashes and comes back go on, and lose nothing', async () => {
    const outcome = await databaseRestarts(server, await on('restart'), 3);
    console.log(outcome);
    expect(wrongIn(outcome)).toEqual({});
  }, 120_000);

  test('is slow', async () => {
    const outcome = await slowDatabase(await on('slow'), { delayMs: 20, frozenMs: 2_000, loses: 1 });
    console.log(outcome);
    expect(wrongIn(outcome)).toEqual({});
  }, 120_000);
  test('pool', async () => {
    const outcome = await poolExhausted(await on('pool'));
    console.log(outcome);
    expect(wrongIn(outcome)).toEqual({});
  }, 120_000);
});
