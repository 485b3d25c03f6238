import type { EvidenceModel } from './model.ts';

/** Entropy of a distribution in bits. */
export function entropy(distribution: readonly number[]): number {
  let bits = 0;
  for (const p of distribution) if (p > 1e-12) bits -= p * Math.log2(p);
  return bits;
}

/** Expected information in bits of asking a slot, given the present distribution over causes. An answer
 * "I do not know" teaches nothing, so the gain is weighted with how many merchants can answer. */
export function gain(model: EvidenceModel, distribution: readonly number[], slot: string): number {
  const table = model.slots[slot];
  if (table === undefined) return 0;
  const before = entropy(distribution);
  let after = 0;
  let heard = 0;
  for (const value of table.values) {
    const row = table.logs[value] ?? [];
    const joint = distribution.map((p, c) => p * Math.exp(row[c] ?? 0));
    const share = joint.reduce((sum, p) => sum + p, 0);
    if (share < 1e-9) continue;
    heard += share;
    after += share * entropy(joint.map((p) => p / share));
  }
  // What the values leave open ("does not apply") teaches nothing either.
  const rest = Math.max(0, 1 - heard);
  return Math.max(0, table.answerable * (before - (after + rest * before)));
}

/** The candidate that teaches most, with its gain in bits; null where none reaches `least`. */
export function bestQuestion(
  model: EvidenceModel,
  distribution: readonly number[],
  candidates: readonly string[],
  least: number,
): { readonly slot: string; readonly bits: number } | null {
  let best: { slot: string; bits: number } | null = null;
  for (const slot of candidates) {
    const bits = gain(model, distribution, slot);
    if (bits >= least && (best === null || bits > best.bits)) best = { slot, bits };
  }
  return best;
}
