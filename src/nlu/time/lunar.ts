import { monthStart } from './civil.ts';

/**
 * The lunar years from 2020, as the calendar of the Purple Mountain Observatory has them: bit 15 down to 4 say which of the
 * twelve months have 30 days and not 29, bits 3-0 name the month that is followed by a leap month, bit 16 gives that 30 days.
 * Not from Intl: its Chinese calendar begins 2027 a day late.
 */
const YEARS = [
  0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3,
  0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0,
] as const;
const FIRST_YEAR = 2020;
/** The new year's day of 2020 is 25 January. */
const FIRST_DAY = monthStart(FIRST_YEAR, 1) + 24;

/** The day of a lunar date; a lunar year is numbered by the year in which it begins. Null outside 2020-2040 and where the month has no such day. */
export function lunarDay(year: number, month: number, day: number): number | null {
  const info = YEARS[year - FIRST_YEAR];
  if (info === undefined || day < 1 || day > monthDays(info, month)) return null;
  let start = FIRST_DAY;
  for (const earlier of YEARS.slice(0, year - FIRST_YEAR)) start += daysBefore(earlier, 13);
  return start + daysBefore(info, month) + day - 1;
}

/** The days of a lunar year before one of its months; 13 for all of it. */
function daysBefore(info: number, month: number): number {
  let days = 0;
  for (let earlier = 1; earlier < month; earlier += 1) {
    days += monthDays(info, earlier);
    if (earlier === (info & 0xf)) days += info & 0x10000 ? 30 : 29;
  }
  return days;
}

function monthDays(info: number, month: number): number {
  return info & (0x10000 >> month) ? 30 : 29;
}
