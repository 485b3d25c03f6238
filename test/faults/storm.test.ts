import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { wrongIn } from './outcome.ts';
import { type Storm, storm } from './storm.ts';
import { kill, startWorker } from './workers.ts';

// The long version, with figures: npm run faults
const SHORT: Storm = {
  workers: 2,
  kills: 2,
  conversations: 3,
  messagesEach: 5,
  hotWriters: 3,
  everyMs: 500,
};
const CONTROL: Storm = { ...SHORT, kills: 0, messagesEach: 8 };

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-storm-'));
const binaries = postgresBinaries();
let server: Postgres;

beforeAll(async () => {
  if (binaries !== null) server = await startPostgres(binaries);
  // The first server checks the content and trains the classifier; the others find both done.
  await kill(await startWorker({ databaseUrl: null, data: path.join(scratch, 'first') }));
}, 180_000);
afterAll(async () => {
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('servers that are killed while they answer', () => {
  test('lose nothing, double nothing and keep the order, on the embedded store', async () => {
    const place = { databaseUrl: null, data: path.join(scratch, 'embedded'), leaseMs: 1_000 };
    expect(wrongIn(await storm(place, SHORT))).toEqual({});
  }, 120_000);

  test.skipIf(binaries === null)(
    'lose nothing, double nothing and keep the order, on PostgreSQL',
    async () => {
      const place = { databaseUrl: await server.fresh(), data: scratch, leaseMs: 1_000 };
      expect(wrongIn(await storm(place, SHORT))).toEqual({});
    },
    120_000,
  );

  test('are caught by this test where the guards are removed', async () => {
    const place = { databaseUrl: null, data: path.join(scratch, 'control'), unguarded: true };
    const { wrong } = await storm(place, CONTROL);
    expect((wrong.doubled ?? 0) + (wrong.disordered ?? 0)).toBeGreaterThan(0);
  }, 120_000);
});
