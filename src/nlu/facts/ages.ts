import type { HolidayTable } from '../../calendar/holidays.ts';
import type { Slot } from '../../dialog/slot.ts';
import { readTimes } from '../time/read-times.ts';
import { bandOf } from './bands.ts';
import { type Found, WEIGHTS } from './matcher.ts';

const DAY = 86_400_000;

/** How long ago something was, from a time in the answer to its question (双十一那天激活的), as a band of days. */
export function findAge(slot: Slot, text: string, at: number, calendar: HolidayTable): Found[] {
  const [time] = readTimes(text, at, calendar);
  if (time === undefined) return [];
  const value = bandOf(slot, (at - (time.from + time.to) / 2) / DAY);
  if (value === null) return [];
  return [{ slot: slot.id, value, start: time.start, end: time.end, weight: WEIGHTS.short }];
}
