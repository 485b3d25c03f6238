import { beforeAll, expect, test } from 'vitest';
import { akin } from '../src/dialog/akin.ts';
import type { Dialog } from '../src/dialog/dialog.ts';
import { shippedContent } from './support/content.ts';

let shipped: Readonly<Record<string, readonly Dialog[]>>;
beforeAll(async () => {
  shipped = (await shippedContent()).dialogs;
});

/** A tree that asks for each of these and concludes each of those. */
const tree = (asks: string, causes: string): Dialog => ({
  id: 't',
  title: 't',
  issue: 'i',
  when: {},
  sources: [],
  atMost: 9,
  order: null,
  steps: [
    ...[...asks].map((slot) => ({ type: 'ask', slot, when: {} }) as const),
    ...[...causes].map((cause) => ({ type: 'conclude', cause, when: {} }) as const),
  ],
});

test('kinds of trouble are akin to themselves, and to none that has no tree', () => {
  expect(akin(shipped, 'not_arrived', 'not_arrived')).toBe(true);
  expect(akin(shipped, 'not_arrived', 'dispute_notice')).toBe(false);
  expect(akin({}, 'not_arrived', 'refund_not_received')).toBe(false);
  expect(akin({}, 'no such kind', 'no such kind')).toBe(true);
});

test.each([
  ['more than half of the shorter ends', 'abcdefgh', 'abx', true],
  ['just half of them', 'abcdefgh', 'abxy', false],
  ['few of many', 'abcdefgh', 'axyzuvwh', false],
  ['all', 'ab', 'ba', true],
  ['an end that is repeated, which counts once', 'aab', 'axx', false],
])('kinds that share %s', (_, one, other, expected) => {
  const dialogs = { one: [tree('q', one)], other: [tree('q', other)] };
  expect([akin(dialogs, 'one', 'other'), akin(dialogs, 'other', 'one')]).toEqual([expected, expected]);
});

test('kinds that share questions only are not akin, those whose special trees share ends are', () => {
  const dialogs = { one: [tree('qrs', 'a'), tree('q', 'b')], other: [tree('qrs', 'c'), tree('q', 'b')] };
  expect(akin({ one: [tree('qrs', 'a')], other: [tree('qrs', 'b')] }, 'one', 'other')).toBe(false);
  expect(akin({ one: dialogs.one, other: [tree('', 'b')] }, 'one', 'other')).toBe(true);
  expect(akin(dialogs, 'one', 'other')).toBe(false);
});
