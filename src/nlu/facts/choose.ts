import type { Slot } from '../../dialog/slot.ts';
import type { Found } from './matcher.ts';

/** Nobody states one thing more often. */
const MOST = 64;

/** Of several values found for one slot, the one the merchant settled on; null where there is none.
 * What follows a correction replaces what stood before it; surer words win; a longer match holds a shorter one, and a
 * value the one that it says more closely; of what is left the last is meant, as a story tells its end last. */
export function choose(slot: Slot, found: readonly Found[], corrections: readonly number[]): Found | null {
  if (found.length < 2) return found[0] ?? null;
  const current = latest(afterCorrection(found, corrections));
  const weight = Math.max(...current.map((one) => one.weight));
  const sure = current.filter((one) => one.weight === weight);
  const outer = sure.filter((one) => !sure.some((other) => holds(other, one)));
  const close = outer.filter((one) => !outer.some((other) => refines(slot, other, one)));
  return close.reduce<Found | null>((last, one) => (last === null || one.end >= last.end ? one : last), null);
}

/** Each is weighed against each, so of very many only those that are said last. */
function latest(found: readonly Found[]): readonly Found[] {
  return found.length <= MOST ? found : found.toSorted((a, b) => a.end - b.end).slice(-MOST);
}

function afterCorrection(found: readonly Found[], corrections: readonly number[]): readonly Found[] {
  for (const mark of corrections.toReversed()) {
    const later = found.filter(({ start }) => start >= mark);
    if (later.length > 0) return later;
  }
  return found;
}

function refines({ options }: Slot, closer: Found, { value }: Found): boolean {
  return options.some(({ id, refines }) => id === closer.value && refines.includes(value));
}

function holds(outer: Found, inner: Found): boolean {
  if (outer === inner || outer.value === inner.value) return false;
  const wider = outer.end - outer.start > inner.end - inner.start;
  return wider && outer.start <= inner.start && outer.end >= inner.end;
}
