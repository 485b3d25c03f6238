import { addDays, dayOf, instantOf, parts } from './day.ts';
import { holidayName, isWorkday, nextWorkday, published } from './day-kind.ts';
import type { HolidayTable } from './holidays.ts';

/** The clockwork of a settlement mode: so many workdays or days after the settlement day by "HH:MM", so many
 * hours after the sale, never without the merchant's own doing, or at an hour only the App shows. */
export interface Counting {
  readonly counts: 'workdays' | 'days' | 'hours' | 'never' | 'unknown';
  readonly after: number;
  readonly by: string;
}

/** One sale: its instant in epoch ms, how it is paid out, and the cut-off "HH:MM" of its acquirer. */
export interface Sale {
  readonly sale: number;
  readonly mode: Counting;
  readonly cutoff: string;
}

/** When the money is due; instants in epoch ms. */
export type Due = DueAt | { readonly type: 'never' } | { readonly type: 'unknown' };

export interface DueAt {
  readonly type: 'at';
  readonly at: number;
  /** the day "YYYY-MM-DD" whose business the sale belongs to */
  readonly settlementDay: string;
  /** false where it rests on a year whose holidays are not published yet */
  readonly certain: boolean;
  /** what was passed over between settlement day and due day: holiday names and WEEKEND, each once, in order */
  readonly skipped: readonly string[];
  readonly afterCutoff: boolean;
}

/** How far the due instant is away: on a later day, later today, past, or past by many workdays. */
export type DueState = 'not_due' | 'due_today' | 'overdue' | 'long_overdue' | 'unknown';

/** Stands among the names of holidays for days that are merely a weekend. */
export const WEEKEND = 'weekend';

/** When the money of a sale is due. A sale at or after the cut-off belongs to the next calendar day. */
export function due(table: HolidayTable, { sale, mode, cutoff }: Sale): Due {
  if (mode.counts === 'never' || mode.counts === 'unknown') return { type: mode.counts };
  const day = dayOf(sale);
  const afterCutoff = sale >= instantOf(day, cutoff);
  const settlementDay = afterCutoff ? addDays(day, 1) : day;
  if (mode.counts === 'hours') {
    const at = sale + mode.after * 3_600_000;
    return { type: 'at', at, settlementDay, certain: true, skipped: [], afterCutoff };
  }
  if (mode.counts === 'days') {
    const at = instantOf(addDays(settlementDay, mode.after), mode.by);
    return { type: 'at', at, settlementDay, certain: true, skipped: [], afterCutoff };
  }
  const dueDay = nextWorkday(table, settlementDay, mode.after);
  const certain = published(table, addDays(settlementDay, 1)) && published(table, dueDay);
  const skipped = passedOver(table, settlementDay, dueDay);
  return { type: 'at', at: instantOf(dueDay, mode.by), settlementDay, certain, skipped, afterCutoff };
}

/** How the due instant lies to `now`. Long overdue: later than the same hour so many workdays after the due day. */
export function dueState(due: Due, now: number, table: HolidayTable, longOverdueWorkdays: number): DueState {
  if (due.type !== 'at') return 'unknown';
  if (now < due.at) return dayOf(due.at) > dayOf(now) ? 'not_due' : 'due_today';
  const { hour, minute } = parts(due.at);
  const lastDay = nextWorkday(table, dayOf(due.at), longOverdueWorkdays);
  const limit = instantOf(lastDay, `${twoDigits(hour)}:${twoDigits(minute)}`);
  return now > limit ? 'long_overdue' : 'overdue';
}

function passedOver(table: HolidayTable, from: string, to: string): readonly string[] {
  const names = new Set<string>();
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) {
    if (!isWorkday(table, day)) names.add(holidayName(table, day) ?? WEEKEND);
  }
  return [...names];
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
