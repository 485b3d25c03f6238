import { beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '../src/calendar/day.ts';
import { dayKind, holidayName, published } from '../src/calendar/day-kind.ts';
import { type Counting, due } from '../src/calendar/due.ts';
import { type HolidayTable, holidaySource } from '../src/calendar/holidays.ts';
import { afterQuiet, isOpen, nextChange, workingMinutes } from '../src/calendar/working-time.ts';
import { shippedContent } from './support/content.ts';

let table: HolidayTable;
beforeAll(async () => {
  const { holidays } = await shippedContent();
  table = holidays;
});

const at = (time: string): number => Date.parse(`${time}:00+08:00`);

describe('the file of a year', () => {
  const YEAR = {
    notice: '国办发明电〔2025〕7号',
    off: { '01-01': '元旦', '12-31': '元旦' },
    work: { '02-14': '春节' },
  };
  const isRefused = (change: object) => !holidaySource.safeParse({ ...YEAR, ...change }).success;

  test('names the notice, the days off and those that are worked for them', () => {
    expect(holidaySource.parse(YEAR)).toEqual(YEAR);
    for (const day of ['01-09', '01-10', '09-19', '10-20', '11-29', '12-30'])
      expect([day, isRefused({ off: { [day]: '节' } })]).toEqual([day, false]);
  });

  test.each([
    '1-01',
    '01-1',
    '00-10',
    '13-01',
    '20-01',
    '01-00',
    '01-32',
    '01-40',
    '2026-01-01',
    '01-01-01',
    'a1-01',
    '01-1a',
  ])('has no day like %s', (day) => {
    expect([isRefused({ off: { [day]: '节' } }), isRefused({ work: { [day]: '节' } })]).toEqual([true, true]);
  });

  test('leaves no name out, and has no key that nobody reads', () => {
    for (const change of [{ notice: '' }, { off: { '01-01': '' } }, { work: { '01-01': '' } }, { rest: {} }])
      expect([change, isRefused(change)]).toEqual([change, true]);
  });
});

describe('beyond the years that are published', () => {
  test('the first and the last belong to them', () => {
    const days = ['2023-12-31', '2024-01-01', '2026-12-31', '2027-01-01'];
    expect(days.map((day) => published(table, day))).toEqual([false, true, true, false]);
  });

  test.each(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])(
    '%s is a day off, with its name',
    (day) => {
      expect(dayKind(table, `2027-${day}`)).toBe('legal_holiday');
      expect(holidayName(table, `2027-${day}`)).toBe(holidayName(table, `2026-${day}`));
    },
  );

  test.each(['01-04', '05-03', '10-04', '12-31'])('%s is a day like others', (day) => {
    expect(['workday', 'weekend']).toContain(dayKind(table, `2027-${day}`));
    expect(holidayName(table, `2027-${day}`)).toBeNull();
  });
});

describe('the whole of what is reckoned of a sale', () => {
  const SALE = at('2026-11-18T12:00');
  const mode = (counts: Counting['counts'], after: number): Counting => ({ counts, after, by: '18:00' });
  const dueOf = (sale: number, counting: Counting) => due(table, { sale, mode: counting, cutoff: '23:00' });

  test.each([
    ['two hours', mode('hours', 2), '2026-11-18T14:00'],
    ['three days', mode('days', 3), '2026-11-21T18:00'],
    ['two workdays, of which none is passed over', mode('workdays', 2), '2026-11-20T18:00'],
  ])('is the instant, the day it counts to, and that it is certain: %s', (_, counting, expected) => {
    expect(dueOf(SALE, counting)).toEqual({
      type: 'at',
      at: at(expected),
      settlementDay: '2026-11-18',
      certain: true,
      skipped: [],
      afterCutoff: false,
    });
  });

  test('names a weekend on the way once', () => {
    expect(dueOf(SALE, mode('workdays', 9))).toMatchObject({
      at: at('2026-12-01T18:00'),
      skipped: ['weekend'],
    });
  });

  test('is certain only where both the next day and the due day are published', () => {
    expect(dueOf(at('2026-12-30T12:00'), mode('workdays', 2))).toMatchObject({ certain: false });
    expect(dueOf(at('2023-12-31T12:00'), mode('workdays', 1))).toMatchObject({ certain: true });
    expect(dueOf(at('2023-12-28T12:00'), mode('workdays', 2))).toMatchObject({ certain: false });
  });

  test('of a day has its cut-off at the minute', () => {
    const [before, after] = [instantOf('2026-11-18', '23:00') - 1, instantOf('2026-11-18', '23:00')];
    expect(dueOf(before, mode('hours', 1))).toMatchObject({
      settlementDay: '2026-11-18',
      afterCutoff: false,
    });
    expect(dueOf(after, mode('hours', 1))).toMatchObject({ settlementDay: '2026-11-19', afterCutoff: true });
  });
});

describe('hours of a house', () => {
  const wholeDays = () => ({
    holidays: table,
    hours: { workday: [{ from: '00:00', to: '24:00' }], dayOff: [] },
  });

  test('that end at midnight end with the day', () => {
    expect(isOpen(wholeDays(), at('2026-11-20T23:59'))).toBe(true);
    expect(isOpen(wholeDays(), at('2026-11-21T00:00'))).toBe(false);
    expect(nextChange(wholeDays(), at('2026-11-20T12:00'))).toBe(at('2026-11-21T00:00'));
    expect(workingMinutes(wholeDays(), at('2026-11-20T12:00'), at('2026-11-23T01:00'))).toBe(13 * 60);
  });

  test('are counted back from the later instant', () => {
    expect(workingMinutes(wholeDays(), at('2026-11-20T13:00'), at('2026-11-20T12:00'))).toBe(-60);
    expect(Object.is(workingMinutes(wholeDays(), at('2026-11-20T12:00'), at('2026-11-20T12:00')), 0)).toBe(
      true,
    );
  });

  test('that are quiet end at the minute, and last a day where they end as they begin', () => {
    const night = { from: '21:30', to: '08:30' };
    expect(afterQuiet(night, at('2026-11-20T08:29'))).toBe(at('2026-11-20T08:30'));
    expect(afterQuiet(night, at('2026-11-20T08:30'))).toBe(at('2026-11-20T08:30'));
    expect(afterQuiet(night, at('2026-11-20T21:29'))).toBe(at('2026-11-20T21:29'));
    expect(afterQuiet(night, at('2026-11-20T21:30'))).toBe(at('2026-11-21T08:30'));
    const always = { from: '12:00', to: '12:00' };
    expect(afterQuiet(always, at('2026-11-20T12:00'))).toBe(at('2026-11-21T12:00'));
  });
});
