import { addDays, weekday } from './day.ts';
import type { HolidayTable } from './holidays.ts';

/** What a day is for banks: a make-up workday is a weekend day that is worked. */
export type DayKind = 'workday' | 'weekend' | 'legal_holiday' | 'makeup_workday';

/** Days off by the Regulation on Public Holidays that have a fixed date; the lunar ones need the yearly notice. */
const FIXED = ['01-01', '05-01', '10-01', '10-02', '10-03'];
/** A day off since the amendment of November 2024. */
const FIXED_SINCE_2025 = '05-02';

/** Whether the State Council's schedule for the year of that day is in the table. */
export function published(table: HolidayTable, day: string): boolean {
  const year = Number(day.slice(0, 4));
  return table.firstYear <= year && year <= table.lastYear;
}

/** What a day is. Outside the published years: weekends and the holidays of fixed date only. */
export function dayKind(table: HolidayTable, day: string): DayKind {
  if (table.off[day] !== undefined) return 'legal_holiday';
  if (table.work[day] !== undefined) return 'makeup_workday';
  if (!published(table, day) && isFixedHoliday(day)) return 'legal_holiday';
  return weekday(day) >= 6 ? 'weekend' : 'workday';
}

/** Whether banks settle on that day. */
export function isWorkday(table: HolidayTable, day: string): boolean {
  const kind = dayKind(table, day);
  return kind === 'workday' || kind === 'makeup_workday';
}

/** The n-th workday (n >= 1) strictly after a day. */
export function nextWorkday(table: HolidayTable, day: string, n: number): string {
  let found = day;
  for (let left = n; left > 0; ) {
    found = addDays(found, 1);
    if (isWorkday(table, found)) left -= 1;
  }
  return found;
}

/** The name of the holiday on that day, or null. A fixed date beyond the table is named as in its last year. */
export function holidayName(table: HolidayTable, day: string): string | null {
  const name = table.off[day];
  if (name !== undefined) return name;
  if (published(table, day) || !isFixedHoliday(day)) return null;
  return table.off[`${table.lastYear}${day.slice(4)}`] ?? null;
}

function isFixedHoliday(day: string): boolean {
  const monthDay = day.slice(5);
  return FIXED.includes(monthDay) || (monthDay === FIXED_SINCE_2025 && day >= '2025');
}
