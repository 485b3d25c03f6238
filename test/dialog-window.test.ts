import { describe, expect, test } from 'vitest';
import { spanOf, windowOf } from '../src/dialog/sale-window.ts';
import { UNKNOWN } from '../src/knowledge/condition.ts';

const at = (time: string): number => Date.parse(`2026-11-${time}:00+08:00`);

/** What is made of a sale between two times of November with the cut-off at 23:00: the side, and the time reckoned from. */
function window(from: string, to: string, heard?: string): readonly [string | null, string] {
  const { value, sale } = windowOf({ from: at(from), to: at(to) }, '23:00', heard);
  return [value, new Date(sale + 8 * 3_600_000).toISOString().slice(8, 19).replace('T', ' ')];
}

describe('a sale at a time that is not quite known', () => {
  test.each([
    ['afternoon', '17T14:00', '17T16:00', 'normal', '17 15:00:00'],
    ['a minute', '17T14:35', '17T14:35', 'normal', '17 14:35:00'],
    ['the minute before the cut-off', '17T22:59', '17T22:59', 'normal', '17 22:59:00'],
    ['the minute of the cut-off', '17T23:00', '17T23:00', 'after_cutoff', '17 23:00:00'],
    ['the last hour', '17T23:00', '17T23:59', 'after_cutoff', '17 23:30:00'],
    ['the last hour to its end', '17T23:00', '18T00:00', 'after_cutoff', '17 23:30:00'],
    ['an hour of which nine tenths are late', '17T22:56', '17T23:36', 'after_cutoff', '17 23:16:00'],
    ['a little less than that', '17T22:55', '17T23:36', null, '17 23:16:00'],
    ['a day of which a tenth is late', '17T14:00', '18T00:00', null, '17 19:00:00'],
    ['a little less of it', '17T13:59', '18T00:00', 'normal', '17 19:00:00'],
    ['two days, with one night between', '17T00:00', '18T23:59', 'normal', '18 00:00:00'],
    ['a night', '17T22:00', '18T02:00', null, '18 00:00:00'],
    ['two late hours, and the day between', '17T23:00', '19T00:00', 'normal', '18 11:30:00'],
  ])('%s', (_, from, to, ...found) => {
    expect(window(from, to)).toEqual(found);
  });

  test.each([
    ['before it, in an evening', '17T18:00', '17T23:59', 'normal', '17 21:00:00'],
    ['before it, though the middle is past it', '17T22:50', '17T23:50', 'normal', '17 22:59:59'],
    ['before it, though the middle is it', '17T22:30', '17T23:30', 'normal', '17 22:59:59'],
    ['after it, in an evening', '17T18:00', '17T23:59', 'after_cutoff', '17 23:00:00'],
    ['after it, in the last hour', '17T23:00', '17T23:59', 'after_cutoff', '17 23:30:00'],
    ['on either side', '17T14:00', '17T16:00', UNKNOWN, '17 15:00:00'],
  ])('of which the merchant says that it was %s', (_, from, to, ...found) => {
    expect(window(from, to, found[0])).toEqual(found);
  });
});

test('a time fact with an end that is no time tells nothing, one whose ends are the wrong way round its first', () => {
  const span = (from: string, to: string) => spanOf({ value: { from, to } });
  const [early, late] = ['2026-11-17T10:00:00+08:00', '2026-11-17T12:00:00+08:00'];
  expect(span(early, late)).toEqual({ from: Date.parse(early), to: Date.parse(late) });
  expect(span(late, early)).toEqual({ from: Date.parse(late), to: Date.parse(late) });
  expect([span('x', late), span(early, 'x')]).toEqual([null, null]);
});
