import { parts } from '../../calendar/day.ts';
import type { HolidayTable } from '../../calendar/holidays.ts';
import type { Interval } from '../../dialog/slot.ts';
import type { Time } from '../time/read-times.ts';
import { saleTime } from '../time/sale-time.ts';

/** The time of the sale in a normal text. `asked`: the question it answers is that for this time, another, or none. */
export function findTime(
  text: string,
  { at, asked }: { readonly at: number; readonly asked: 'sale' | 'other' | null },
  calendar: HolidayTable,
): Time | null {
  return saleTime(text, at, calendar, { asked });
}

/** Epoch ms as an interval of ISO 8601 with +08:00, to the minute. */
export function intervalOf({ from, to }: Time): Interval {
  return { from: isoOf(from), to: isoOf(to) };
}

function isoOf(at: number): string {
  const { year, month, day, hour, minute } = parts(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00+08:00`;
}
