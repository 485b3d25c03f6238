import { expect, test } from 'vitest';
import { createLimit } from '../src/web/limits.ts';

const MINUTE = 60_000;

test('a limit counts by key and window, and begins anew when the clock is set back', () => {
  const limit = createLimit(2, MINUTE);
  const at = 10 * MINUTE;
  expect([limit('a', at), limit('a', at + 1), limit('a', at + 2)]).toEqual([true, true, false]);
  expect(limit('b', at + 2)).toBe(true);
  expect(limit('a', at + MINUTE)).toBe(true);
  expect([limit('a', 0), limit('a', 1), limit('a', 2)]).toEqual([true, true, false]);
});
