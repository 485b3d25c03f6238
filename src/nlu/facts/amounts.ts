import type { Slot } from '../../dialog/slot.ts';
import { saleAmount } from '../amount.ts';
import { readNumber } from '../number.ts';
import { bandOf } from './bands.ts';
import { type Found, WEIGHTS } from './matcher.ts';

/** A bare number at the end of the answer to the question for the sum: 八十五, 不贵 60. */
const BARE = /(?:^|[ ,])(?<number>\d{1,7}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,4})$/;

/** The amount of the sale as a band of yuan. `asked`: the text answers the question for it, where a bare number is one. */
export function findAmount(slot: Slot, text: string, asked: boolean): Found[] {
  const amount = saleAmount(text) ?? (asked ? bareSum(text) : null);
  if (amount === null) return [];
  const value = bandOf(slot, amount.yuan);
  if (value === null) return [];
  return [{ slot: slot.id, value, start: amount.start, end: amount.end, weight: WEIGHTS.says }];
}

function bareSum(text: string): { yuan: number; start: number; end: number } | null {
  const match = BARE.exec(text);
  const number = match?.groups?.number ?? '';
  const yuan = readNumber(number);
  return yuan === null || yuan === 0 ? null : { yuan, start: text.length - number.length, end: text.length };
}
