import type { HolidayTable } from '../../calendar/holidays.ts';
import type { Slot } from '../../dialog/slot.ts';
import { readDuration } from '../time/duration.ts';
import { readTimes } from '../time/read-times.ts';
import { bandOf } from './bands.ts';
import { type Found, WEIGHTS } from './matcher.ts';

const DAY = 86_400_000;

/** How long ago something was, from a time in the answer to its question (双十一那天激活的) or from how long it has
 * been (五十来天), as a band of days. */
export function findAge(slot: Slot, text: string, at: number, calendar: HolidayTable): Found[] {
  const lasted = readDuration(text);
  const [time] = readTimes(text, at, calendar);
  const since = time === undefined ? null : { ...time, days: (at - (time.from + time.to) / 2) / DAY };
  const age = lasted ?? since;
  const value = age === null ? null : bandOf(slot, age.days);
  if (age === null || value === null) return [];
  return [{ slot: slot.id, value, start: age.start, end: age.end, weight: WEIGHTS.short }];
}
