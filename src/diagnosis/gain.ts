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
  return gainOver(model, surprising(distribution), slot);
}

/** A distribution with what every question needs of it, computed once. */
interface Surprising {
  readonly p: readonly number[];
  /** p times its log2, with which the entropy after an answer is a sum of products */
  readonly plog: readonly number[];
  /** the causes that are possible at all */
  readonly causes: readonly number[];
  readonly entropy: number;
}

function surprising(p: readonly number[]): Surprising {
  const causes: number[] = [];
  for (let c = 0; c < p.length; c++) if ((p[c] ?? 0) > 1e-12) causes.push(c);
  return { p, plog: p.map((one) => (one > 1e-12 ? one * Math.log2(one) : 0)), causes, entropy: entropy(p) };
}

function gainOver(model: EvidenceModel, now: Surprising, slot: string): number {
  const table = model.slots[slot];
  if (table === undefined) return 0;
  let after = 0;
  let heard = 0;
  for (const value of table.values) {
    const [share, bits] = heardBits(now, table.shares[value] ?? [], table.slogs[value] ?? []);
    if (share < 1e-9) continue;
    heard += share;
    after += bits;
  }
  // What the values leave open ("does not apply") teaches nothing either.
  const rest = Math.max(0, 1 - heard);
  return Math.max(0, table.answerable * (now.entropy - (after + rest * now.entropy)));
}

/** How often a value is heard, and that share times the entropy that is left then. The log of a product is the
 * sum of logs that are known already: this runs for every value of every open question of a turn. */
function heardBits(now: Surprising, shares: readonly number[], slogs: readonly number[]): [number, number] {
  let share = 0;
  let bits = 0;
  const { p, plog, causes } = now;
  for (const c of causes) {
    const one = p[c] ?? 0;
    const given = shares[c] ?? 1;
    share += one * given;
    bits -= given * (plog[c] ?? 0) + one * (slogs[c] ?? 0);
  }
  return [share, share < 1e-9 ? 0 : bits + share * Math.log2(share)];
}

/** The candidate that teaches most, with its gain in bits; null where none reaches `least`. */
export function bestQuestion(
  model: EvidenceModel,
  distribution: readonly number[],
  candidates: readonly string[],
  least: number,
): { readonly slot: string; readonly bits: number } | null {
  const now = surprising(distribution);
  let best: { slot: string; bits: number } | null = null;
  for (const slot of candidates) {
    const bits = gainOver(model, now, slot);
    if (bits >= least && (best === null || bits > best.bits)) best = { slot, bits };
  }
  return best;
}
