import { readFileSync } from 'node:fs';
import days from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, dayOf, instantOf, parts, weekday } from '../src/calendar/day.ts';
import { dayKind, holidayName, isWorkday, nextWorkday, published } from '../src/calendar/day-kind.ts';
import { type Counting, type DueAt, due, dueState } from '../src/calendar/due.ts';
import { type HolidayTable, holidaySource } from '../src/calendar/holidays.ts';

const YEARS = [2024, 2025, 2026];
const table = publishedTable();
const T1: Counting = { counts: 'workdays', after: 1, by: '18:00' };
const D1: Counting = { counts: 'days', after: 1, by: '18:00' };
const INSTANT: Counting = { counts: 'hours', after: 2, by: '18:00' };

function publishedTable(): HolidayTable {
  const off: Record<string, string> = {};
  const work: Record<string, string> = {};
  for (const year of YEARS) {
    const text = readFileSync(`knowledge/holidays/${year}.yaml`, 'utf8');
    const source = holidaySource.parse(parse(text));
    for (const [day, name] of Object.entries(source.off)) off[`${year}-${day}`] = name;
    for (const [day, name] of Object.entries(source.work)) work[`${year}-${day}`] = name;
  }
  return { off, work, firstYear: 2024, lastYear: 2026 };
}

function sold(day: string, clock: string, mode: Counting = T1): DueAt {
  const found = due(table, { sale: instantOf(day, clock), mode, cutoff: '23:00' });
  if (found.type !== 'at') throw new Error('no due instant');
  return found;
}

function dueText(found: DueAt): string {
  const { hour, minute } = parts(found.at);
  return `${dayOf(found.at)} ${hour}:${String(minute).padStart(2, '0')}`;
}

const anyInstant = fc.integer({
  min: instantOf('2024-01-01', '00:00'),
  max: instantOf('2029-12-31', '23:59'),
});
const anyMode = fc.record({
  counts: fc.constantFrom('workdays' as const, 'days' as const, 'hours' as const),
  after: fc.integer({ min: 1, max: 5 }),
  by: fc.constantFrom('09:00', '18:00', '23:59'),
});
const anyCutoff = fc.constantFrom('00:00', '06:00', '22:00', '23:00', '23:59');

describe('days in Shanghai', () => {
  it('end at midnight +08:00', () => {
    expect(dayOf(Date.parse('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22');
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  });

  it('have the parts that a wall clock shows', () => {
    expect(parts(instantOf('2026-11-22', '07:05'))).toEqual({
      year: 2026,
      month: 11,
      day: 22,
      weekday: 7,
      hour: 7,
      minute: 5,
    });
    expect(weekday('2026-11-23')).toBe(1);
  });

  it('run over year ends and leap days', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });

  it('come back from their instants', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const { hour, minute } = parts(at);
        const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(instantOf(dayOf(at), clock)).toBe(Math.floor(at / 60_000) * 60_000);
      }),
    );
  });
});

describe('the holiday files', () => {
  it('agree with the maintained library on every day of every year', () => {
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      expect(isWorkday(table, day), day).toBe(days.isWorkday(day));
    }
  });

  it('call make-up days only what would else be a weekend', () => {
    for (const day of Object.keys(table.work)) expect(weekday(day), day).toBeGreaterThanOrEqual(6);
  });

  it('name each holiday as the library does', () => {
    const names = new Map<string, Set<string>>();
    for (const [day, name] of Object.entries({ ...table.off, ...table.work })) {
      const english = days.getDayDetail(day).name.split(',')[0] ?? '';
      names.set(english, (names.get(english) ?? new Set()).add(name));
    }
    expect(names.size).toBe(7);
    for (const [english, chinese] of names) expect([...chinese], english).toHaveLength(1);
  });
});

describe('the kind of a day', () => {
  it.each([
    ['2026-11-23', 'workday'],
    ['2026-11-22', 'weekend'],
    ['2026-10-01', 'legal_holiday'],
    ['2026-10-03', 'legal_holiday'],
    ['2026-10-10', 'makeup_workday'],
  ])('of %s is %s', (day, kind) => {
    expect(dayKind(table, day)).toBe(kind);
  });

  it('keeps the holidays of fixed date beyond the last published year', () => {
    expect(dayKind(table, '2027-01-01')).toBe('legal_holiday');
    expect(dayKind(table, '2027-05-02')).toBe('legal_holiday');
    expect(dayKind(table, '2027-10-04')).toBe('workday');
    expect(published(table, '2027-01-01')).toBe(false);
    expect(holidayName(table, '2027-01-01')).toBe('元旦');
  });

  it('before 2025 gave Labour Day one day', () => {
    expect(dayKind(table, '2023-05-01')).toBe('legal_holiday');
    expect(dayKind(table, '2023-05-02')).toBe('workday');
  });
});

describe('the next workday', () => {
  it.each([
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-10-10', 1, '2025-10-11'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-20', 3, '2026-11-25'],
  ])('after %s, number %i, is %s', (day, n, expected) => {
    expect(nextWorkday(table, day, n)).toBe(expected);
  });
});

describe('the due instant', () => {
  it.each([
    ['2026-11-20', '12:00', T1, '2026-11-23 18:00'],
    ['2026-11-20', '12:00', D1, '2026-11-21 18:00'],
    ['2026-11-20', '12:00', INSTANT, '2026-11-20 14:00'],
    ['2026-09-30', '12:00', T1, '2026-10-08 18:00'],
    ['2026-10-09', '12:00', T1, '2026-10-10 18:00'],
    ['2025-12-31', '12:00', T1, '2026-01-04 18:00'],
  ])('of a sale on %s at %s', (day, clock, mode, expected) => {
    expect(dueText(sold(day, clock, mode))).toBe(expected);
  });

  it('moves by a settlement day exactly at the cut-off', () => {
    const edge = instantOf('2026-11-18', '23:00');
    const before = due(table, { sale: edge - 1000, mode: T1, cutoff: '23:00' });
    const after = due(table, { sale: edge, mode: T1, cutoff: '23:00' });
    expect(before).toMatchObject({ settlementDay: '2026-11-18', afterCutoff: false });
    expect(after).toMatchObject({ settlementDay: '2026-11-19', afterCutoff: true });
    expect(dueText(sold('2026-11-18', '22:59'))).toBe('2026-11-19 18:00');
    expect(dueText(sold('2026-11-18', '23:00'))).toBe('2026-11-20 18:00');
  });

  it('takes a Thursday sale after the cut-off over the weekend', () => {
    expect(dueText(sold('2026-11-19', '23:30'))).toBe('2026-11-23 18:00');
  });

  it('names what was passed over', () => {
    expect(sold('2026-09-30', '12:00').skipped).toEqual(['国庆节']);
    expect(sold('2026-11-20', '12:00').skipped).toEqual(['weekend']);
    expect(sold('2026-11-18', '12:00').skipped).toEqual([]);
    expect(sold('2026-12-31', '12:00').skipped).toEqual(['元旦', 'weekend']);
  });

  it('is uncertain only where it counts workdays of an unpublished year', () => {
    expect(sold('2026-12-30', '12:00').certain).toBe(true);
    expect(sold('2026-12-31', '12:00').certain).toBe(false);
    expect(sold('2026-12-31', '12:00', D1).certain).toBe(true);
  });

  it('does not exist where the merchant has to act or only the App knows', () => {
    const sale = instantOf('2026-11-18', '12:00');
    for (const counts of ['never', 'unknown'] as const) {
      const mode: Counting = { counts, after: 0, by: '18:00' };
      expect(due(table, { sale, mode, cutoff: '23:00' })).toEqual({ type: counts });
    }
  });

  it('never lies on a day without settlement in a mode that counts workdays', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 5 }), anyCutoff, (sale, after, cutoff) => {
        const found = due(table, { sale, mode: { ...T1, after }, cutoff });
        if (found.type !== 'at') throw new Error('no due instant');
        expect(isWorkday(table, dayOf(found.at))).toBe(true);
        expect(found.at).toBeGreaterThan(sale);
      }),
    );
  });

  it('never comes earlier for a later sale', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        anyMode,
        anyCutoff,
        (sale, later, mode, cutoff) => {
          const first = due(table, { sale, mode, cutoff });
          const second = due(table, { sale: sale + later, mode, cutoff });
          if (first.type !== 'at' || second.type !== 'at') throw new Error('no due instant');
          expect(second.at).toBeGreaterThanOrEqual(first.at);
        },
      ),
    );
  });

  it('does not depend on the time zone of the process', () => {
    const zone = process.env.TZ;
    const sale = Date.parse('2026-03-29T15:30:00Z');
    const results = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Auckland', 'Europe/Berlin'].map(
      (tz) => {
        process.env.TZ = tz;
        const found = due(table, { sale, mode: T1, cutoff: '23:00' });
        return JSON.stringify([new Date(sale).getHours(), found, parts(sale), weekday('2026-03-29')]);
      },
    );
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set(results.map((one) => JSON.parse(one)[0])).size).toBeGreaterThan(1);
    expect(new Set(results.map((one) => JSON.stringify(JSON.parse(one).slice(1)))).size).toBe(1);
  });
});

describe('the due state', () => {
  const friday = sold('2026-11-20', '12:00');

  it.each([
    ['2026-11-22', '23:59', 'not_due'],
    ['2026-11-23', '00:00', 'due_today'],
    ['2026-11-23', '17:59', 'due_today'],
    ['2026-11-23', '18:00', 'overdue'],
    ['2026-11-26', '18:00', 'overdue'],
    ['2026-11-26', '18:01', 'long_overdue'],
  ])('on %s at %s is %s', (day, clock, state) => {
    expect(dueState(friday, instantOf(day, clock), table, 3)).toBe(state);
  });

  it('does not count a holiday week as long overdue', () => {
    const beforeHoliday = sold('2026-09-29', '12:00');
    expect(dueText(beforeHoliday)).toBe('2026-09-30 18:00');
    expect(dueState(beforeHoliday, instantOf('2026-10-08', '12:00'), table, 3)).toBe('overdue');
    expect(dueState(beforeHoliday, instantOf('2026-10-10', '18:01'), table, 3)).toBe('long_overdue');
  });

  it('is unknown without a due instant', () => {
    expect(dueState({ type: 'never' }, instantOf('2026-11-23', '12:00'), table, 3)).toBe('unknown');
  });
});
