import { type MentionRow, mentionsOf } from './mentions.ts';
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
  readonly sum: number;
  readonly entropy: number;
}

function surprising(p: readonly number[]): Surprising {
  const plog: number[] = [];
  let sum = 0;
  let bits = 0;
  for (const one of p) {
    const log = one > 1e-12 ? one * Math.log2(one) : 0;
    plog.push(log);
    sum += one;
    bits -= log;
  }
  return { p, plog, sum, entropy: bits };
}

/** Of the causes that name a slot: their share of the distribution, and that times its log2. One array for all calls. */
const named = { p: new Float64Array(256), plog: new Float64Array(256) };

function gainOver(model: EvidenceModel, now: Surprising, slot: string): number {
  const table = model.slots[slot];
  if (table === undefined) return 0;
  const { causes, rows } = mentionsOf(table);
  const others = gather(now, causes);
  let after = 0;
  let heard = 0;
  for (const row of rows) {
    const [share, bits] = heardBits(row, causes.length, others);
    if (share < 1e-9) continue;
    heard += share;
    after += bits + share * Math.log2(share);
  }
  // What the values leave open ("does not apply") teaches nothing either.
  const rest = Math.max(0, 1 - heard);
  return Math.max(0, table.answerable * (now.entropy - (after + rest * now.entropy)));
}

/** Gathers the causes that name a slot, and gives what is left of the distribution and of its logs without them. */
function gather({ p, plog, sum, entropy }: Surprising, causes: readonly number[]): readonly [number, number] {
  if (named.p.length < causes.length) {
    named.p = new Float64Array(2 * causes.length);
    named.plog = new Float64Array(2 * causes.length);
  }
  let share = sum;
  let log = -entropy;
  let i = 0;
  for (const c of causes) {
    const one = p[c] ?? 0;
    const logged = plog[c] ?? 0;
    named.p[i] = one;
    named.plog[i] = logged;
    share -= one;
    log -= logged;
    i += 1;
  }
  return [share, log];
}

/** How often a value is heard, and that times the entropy that is left then, less the share times its log. The log of
 * a product is the sum of logs that are known already: this runs for every value of every open question of a turn. */
function heardBits(
  { shares, slogs, otherShare, otherSlog }: MentionRow,
  causes: number,
  [others, otherLog]: readonly [number, number],
): readonly [number, number] {
  const { p, plog } = named;
  let share = otherShare * others;
  let bits = -(otherShare * otherLog + others * otherSlog);
  for (let i = 0; i < causes; i++) {
    const one = p[i] ?? 0;
    const given = shares[i] ?? 0;
    share += one * given;
    bits -= given * (plog[i] ?? 0) + one * (slogs[i] ?? 0);
  }
  return [share, bits];
}

/** The candidate that teaches most, with its gain in bits; null where none reaches `least`. */
export function bestQuestion(
  model: EvidenceModel,
  distribution: readonly number[],
  candidates: readonly string[],
  least: number,
): { readonly slot: string; readonly bits: number } | null {
  return questioner(model, distribution, least)(candidates);
}

/** Tells of candidates the one that teaches most, with its gain in bits; null where none reaches `least`. */
export function questioner(
  model: EvidenceModel,
  distribution: readonly number[],
  least: number,
): (candidates: readonly string[]) => { readonly slot: string; readonly bits: number } | null {
  const now = surprising(distribution);
  return (candidates) => {
    let best: { slot: string; bits: number } | null = null;
    for (const slot of candidates) {
      const bits = gainOver(model, now, slot);
      if (bits >= least && (best === null || bits > best.bits)) best = { slot, bits };
    }
    return best;
  };
}
