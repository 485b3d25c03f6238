import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingMinutes,
  afterQuiet,
  isOpen,
  nextChange,
  type Timetable,
  workingMinutes,
} from '../src/calendar/working-time.ts';
import { shippedContent } from './support/content.ts';

const { holidays } = await shippedContent();
const SPLIT: Timetable = {
  holidays,
  hours: {
    workday: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ],
    dayOff: [],
  },
};
const NIGHT = { from: '21:30', to: '08:30' };

function at(text: string): number {
  return Date.parse(`${text}:00+08:00`);
}

function due(from: string, minutes: number, timetable = SPLIT): number {
  return addWorkingMinutes(timetable, at(from), minutes);
}

describe('working hours', () => {
  test('pass over the break at noon, the night and the weekend', () => {
    expect(due('2026-11-25T11:50', 15)).toBe(at('2026-11-25T13:35'));
    expect(due('2026-11-25T17:50', 15)).toBe(at('2026-11-26T09:05'));
    expect(due('2026-11-27T17:50', 15)).toBe(at('2026-11-30T09:05'));
    expect(due('2026-11-28T10:00', 60)).toBe(at('2026-11-30T10:00'));
  });

  test('pass over the golden week and count a make-up day on a Saturday', () => {
    expect(due('2026-09-30T17:50', 15)).toBe(at('2026-10-08T09:05'));
    expect(due('2026-10-09T17:50', 15)).toBe(at('2026-10-10T09:05'));
    expect(isOpen(SPLIT, at('2026-10-10T10:00'))).toBe(true);
    expect(isOpen(SPLIT, at('2026-10-11T10:00'))).toBe(false);
  });

  test('end and begin at the minute', () => {
    expect(isOpen(SPLIT, at('2026-11-25T09:00'))).toBe(true);
    expect(isOpen(SPLIT, at('2026-11-25T12:00'))).toBe(false);
    expect(nextChange(SPLIT, at('2026-11-25T10:00'))).toBe(at('2026-11-25T12:00'));
    expect(nextChange(SPLIT, at('2026-11-25T12:00'))).toBe(at('2026-11-25T13:30'));
    expect(nextChange(SPLIT, at('2026-11-27T20:00'))).toBe(at('2026-11-30T09:00'));
    expect(due('2026-11-25T11:45', 15)).toBe(at('2026-11-25T12:00'));
  });

  test('of a house that never closes have no change, and of one that never opens count every minute', () => {
    const day = [{ from: '00:00', to: '24:00' }];
    expect(nextChange({ holidays, hours: { workday: day, dayOff: day } }, at('2026-11-25T10:00'))).toBeNull();
    const never = { holidays, hours: { workday: [], dayOff: [] } };
    expect(nextChange(never, at('2026-11-25T10:00'))).toBeNull();
    expect(due('2026-11-25T10:00', 15, never)).toBe(at('2026-11-25T10:15'));
  });

  test('between two instants are as many as were added', () => {
    const start = at('2026-09-25T00:00');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * 1440 }),
        fc.integer({ min: 1, max: 3000 }),
        (after, minutes) => {
          const from = start + after * 60_000;
          const to = addWorkingMinutes(SPLIT, from, minutes);
          expect(workingMinutes(SPLIT, from, to)).toBe(minutes);
          expect(workingMinutes(SPLIT, to, from)).toBe(-minutes);
          expect(isOpen(SPLIT, to - 1)).toBe(true);
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  test('lead on to the morning, on both sides of midnight', () => {
    expect(afterQuiet(NIGHT, at('2026-11-25T21:30'))).toBe(at('2026-11-26T08:30'));
    expect(afterQuiet(NIGHT, at('2026-11-26T02:00'))).toBe(at('2026-11-26T08:30'));
    expect(afterQuiet(NIGHT, at('2026-11-26T08:30'))).toBe(at('2026-11-26T08:30'));
    expect(afterQuiet(NIGHT, at('2026-11-26T18:00'))).toBe(at('2026-11-26T18:00'));
  });

  test('may lie within one day', () => {
    expect(afterQuiet({ from: '12:00', to: '14:00' }, at('2026-11-26T13:00'))).toBe(at('2026-11-26T14:00'));
    expect(afterQuiet({ from: '12:00', to: '14:00' }, at('2026-11-26T11:59'))).toBe(at('2026-11-26T11:59'));
  });
});
