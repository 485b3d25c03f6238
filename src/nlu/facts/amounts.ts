import type { Slot } from '../../dialog/slot.ts';
import { saleAmount } from '../amount.ts';
import { bandOf } from './bands.ts';
import { type Found, WEIGHTS } from './matcher.ts';

/** The amount of the sale as a band of yuan. */
export function findAmount(slot: Slot, text: string): Found[] {
  const amount = saleAmount(text);
  if (amount === null) return [];
  const value = bandOf(slot, amount.yuan);
  if (value === null) return [];
  return [{ slot: slot.id, value, start: amount.start, end: amount.end, weight: WEIGHTS.says }];
}
