import { addDays, dayOf, instantOf } from './day.ts';
import { isWorkday } from './day-kind.ts';
import type { HolidayTable } from './holidays.ts';

/** A stretch of a day, "HH:MM" to "HH:MM" (or "24:00") in Asia/Shanghai, in order and apart. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** The hours of a house: on days that are worked, make-up days among them, and on all others. */
export interface Hours {
  readonly workday: readonly Stretch[];
  readonly dayOff: readonly Stretch[];
}

/** Hours on the calendar that says which days are worked. */
export interface Timetable {
  readonly hours: Hours;
  readonly holidays: HolidayTable;
}

const MINUTE = 60_000;
/** No house is closed for longer. */
const DAYS_AHEAD = 60;

/** A stretch in epoch ms. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether the house is open at an instant (epoch ms). */
export function isOpen(timetable: Timetable, at: number): boolean {
  return spansOn(timetable, dayOf(at)).some(({ from, to }) => from <= at && at < to);
}

/** When the house opens next, or closes where it is open (epoch ms); null where it never does. */
export function nextChange(timetable: Timetable, at: number): number | null {
  const open = isOpen(timetable, at);
  for (const { from, to } of spansFrom(timetable, at)) {
    if (!open) return from;
    if (!isOpen(timetable, to)) return to;
  }
  return null;
}

/** The instant (epoch ms) after so many minutes of opening hours; a house that never opens counts every minute. */
export function addWorkingMinutes(timetable: Timetable, at: number, minutes: number): number {
  let left = minutes * MINUTE;
  for (const { from, to } of spansFrom(timetable, at)) {
    const start = Math.max(from, at);
    if (to - start >= left) return start + left;
    left -= Math.max(0, to - start);
  }
  return at + minutes * MINUTE;
}

/** The whole minutes of opening hours between two instants (epoch ms); negative where the second is earlier. */
export function workingMinutes(timetable: Timetable, from: number, to: number): number {
  if (to < from) return 0 - workingMinutes(timetable, to, from);
  let sum = 0;
  for (let day = dayOf(from); day <= dayOf(to); day = addDays(day, 1)) {
    for (const span of spansOn(timetable, day)) {
      sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
    }
  }
  return Math.floor(sum / MINUTE);
}

/** The first instant (epoch ms) from `at` on that does not lie in the quiet stretch, which may pass midnight. */
export function afterQuiet(quiet: Stretch, at: number): number {
  const day = dayOf(at);
  const nights = [addDays(day, -1), day].map((first) => ({
    from: instantOf(first, quiet.from),
    to: instantOf(quiet.to <= quiet.from ? addDays(first, 1) : first, quiet.to),
  }));
  return nights.find(({ from, to }) => from <= at && at < to)?.to ?? at;
}

function* spansFrom(timetable: Timetable, at: number): Iterable<Span> {
  let day = dayOf(at);
  for (let i = 0; i < DAYS_AHEAD; i++) {
    for (const span of spansOn(timetable, day)) if (span.to > at) yield span;
    day = addDays(day, 1);
  }
}

function spansOn({ hours, holidays }: Timetable, day: string): readonly Span[] {
  const stretches = isWorkday(holidays, day) ? hours.workday : hours.dayOff;
  return stretches.map(({ from, to }) => ({ from: instantOf(day, from), to: instantOf(day, to) }));
}
