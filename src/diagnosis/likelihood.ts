import type { Cause, Evidence, Frequency, Likelihood } from '../knowledge/cause.ts';

/** The authors' words as numbers: how often a merchant with this cause reports the value. */
const SHARE: Readonly<Record<Likelihood, number>> = {
  总是: 0.93,
  常见: 0.5,
  偶尔: 0.15,
  罕见: 0.03,
  从不: 0.003,
};

/** The authors' words as weights: how many merchants of a hundred or so write in with this cause. */
export const WEIGHT: Readonly<Record<Frequency, number>> = {
  很常见: 9,
  常见: 6,
  一般: 4,
  少见: 2.5,
  罕见: 1,
};

/** No value is impossible: a merchant may always be mistaken. */
const LEAST = 0.002;

/** The values of one slot with their base rates: shares among merchants whose trouble lies elsewhere.
 * They may sum to less than 1: the rest is "does not apply". */
export interface Spread {
  readonly values: readonly string[];
  readonly base: readonly number[];
}

/** The prior weight of a cause, not normalised. */
export function weightOf(cause: Cause): number {
  return WEIGHT[cause.frequency];
}

/** P(value | cause) for every value of the slot. Values the author named get their word's share (scaled down
 * where the named ones leave nothing); the others divide what is left by their base rates, never above them
 * by more than the remainder allows. A cause that does not mention the slot has the base rates. */
export function sharesOf(
  spread: Spread,
  evidence: Readonly<Record<string, Evidence>> | undefined,
): readonly number[] {
  if (evidence === undefined) return spread.base.map((share) => Math.max(share, LEAST));
  const named = spread.values.map((value) => evidence[value]?.is);
  const sum = named.reduce((total, word) => total + (word === undefined ? 0 : SHARE[word]), 0);
  const scale = sum > 0.98 ? 0.98 / sum : 1;
  const left = 1 - sum * scale;
  const others = spread.base.reduce((total, share, i) => total + (named[i] === undefined ? share : 0), 0);
  return spread.base.map((share, i) => {
    const word = named[i];
    if (word !== undefined) return Math.max(SHARE[word] * scale, LEAST);
    return Math.max(others > left ? (share / others) * left : share, LEAST);
  });
}
