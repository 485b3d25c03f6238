import type { Slot } from '../../dialog/slot.ts';
import type { Time } from '../time/read-times.ts';
import { type Clause, clauseAt } from './guards.ts';
import { type Found, WEIGHTS } from './matcher.ts';

/** Another time than the sale's that belongs to the deed, and so their order: 换卡是周一 刷是周六. */
export function findOrder(
  slot: Slot,
  [deed, clauses]: readonly [RegExp, readonly Clause[]],
  sale: Time,
  times: readonly Time[],
): Found[] {
  for (const time of times) {
    const clause = clauseAt(clauses, time.start);
    if (clause === clauseAt(clauses, sale.start) || !deed.test(clause.text)) continue;
    const value = orderOf(slot, time, sale);
    if (value === null) continue;
    return [{ slot: slot.id, value, start: time.start, end: time.end, weight: WEIGHTS.short }];
  }
  return [];
}

function orderOf({ compares }: Slot, deed: Time, sale: Time): string | null {
  if (compares === null) return null;
  if (deed.to < sale.from) return compares.before;
  return deed.from > sale.to ? compares.after : null;
}
