import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { brokenContent } from './broken-content.ts';
import { drained } from './drain.ts';
import { fuzz } from './fuzz.ts';
import { naughty } from './naughty.ts';
import { wrongIn } from './outcome.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-hard2-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const place = (name: string) => ({ databaseUrl: null, data: path.join(scratch, name) });

test('naughty', async () => {
  const outcome = await naughty(place('naughty'), 600);
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 60_000);
test('fuzz', async () => {
  const outcome = await fuzz(place('fuzz'), 3000);
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 160_000);
test('drain', async () => {
  const outcome = await drained(place('drain'), 2);
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 60_000);
test('content', async () => {
  const outcome = await brokenContent(place('reload'), path.join(scratch, 'content'), 3);
  console.log(outcome);
  expect(wrongIn(outcome)).toEqual({});
}, 60_000);
