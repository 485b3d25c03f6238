/** Civil time in Asia/Shanghai, which has been +08:00 without daylight saving since 1992. Days are counted from 1970-01-01. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const OFFSET = 8 * HOUR;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day in Shanghai that holds an instant (epoch ms). */
export function dayOf(instant: number): number {
  return Math.floor((instant + OFFSET) / DAY);
}

/** The instant (epoch ms) at which a day begins in Shanghai. */
export function startOf(day: number): number {
  return day * DAY - OFFSET;
}

/** Minutes since midnight in Shanghai. */
export function minuteOf(instant: number): number {
  return Math.floor((instant - startOf(dayOf(instant))) / MINUTE);
}

/** Year, month 1-12 and day of the month. */
export function civil(day: number): Civil {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of a date, or null when the calendar has no such date. Month 1-12. */
export function dayFrom(year: number, month: number, day: number): number | null {
  const found = Math.floor(Date.UTC(year, month - 1, day) / DAY);
  return Number.isFinite(found) && civil(found).day === day && month >= 1 && month <= 12 ? found : null;
}

/** Monday 0 ... Sunday 6. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The last day of a month, which may be counted on over the end of a year (month 0 is December before). */
export function monthEnd(year: number, month: number): number {
  return Math.floor(Date.UTC(year, month, 1) / DAY) - 1;
}

/** The first day of a month, counted on like monthEnd. */
export function monthStart(year: number, month: number): number {
  return Math.floor(Date.UTC(year, month - 1, 1) / DAY);
}
