import { addDays, dayOf, instantOf } from '../calendar/day.ts';
import type { Told } from './slot.ts';

/** A stretch of time in epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Below this share of the stretch a possible sale after the cut-off is not worth a question:
 * "昨天" reaches past 23:00 for a twenty-fourth of the day, "昨晚" for a sixth. */
const WORTH_ASKING = 0.1;

/** The interval of a time fact, or null where the fact holds no time. */
export function spanOf(fact: Told | undefined): Span | null {
  if (fact === undefined || typeof fact.value === 'string') return null;
  const from = Date.parse(fact.value.from);
  const to = Date.parse(fact.value.to);
  return Number.isNaN(from) || Number.isNaN(to) ? null : { from, to: Math.max(from, to) };
}

/** Whether the sale fell before (`normal`) or after the cut-off, and the instant to reckon from: the middle of
 * the stretch, moved to the side that is known. `value` is null where the stretch leaves it open. */
export function windowOf(
  span: Span,
  cutoff: string,
  heard: string | undefined,
): { readonly value: string | null; readonly sale: number } {
  // To the minute: nobody is told that money is due at half a minute past.
  const middle = Math.round((span.from + span.to) / 2 / 60_000) * 60_000;
  const edge = instantOf(dayOf(middle), cutoff);
  const share = lateShare(span, cutoff);
  const value =
    heard ?? (share >= 1 - WORTH_ASKING ? 'after_cutoff' : share < WORTH_ASKING ? 'normal' : null);
  if (value === 'after_cutoff' && middle < edge) return { value, sale: edge };
  if (value === 'normal' && middle >= edge) return { value, sale: edge - 1 };
  return { value, sale: middle };
}

/** The share of the stretch that lies between a cut-off and the midnight after it. */
function lateShare(span: Span, cutoff: string): number {
  if (span.to === span.from) return span.to >= instantOf(dayOf(span.to), cutoff) ? 1 : 0;
  let late = 0;
  for (let day = dayOf(span.from); instantOf(day, '00:00') <= span.to; day = addDays(day, 1)) {
    const start = Math.max(span.from, instantOf(day, cutoff));
    const end = Math.min(span.to, instantOf(addDays(day, 1), '00:00'));
    late += Math.max(0, end - start);
  }
  return late / (span.to - span.from);
}
