import { LEAST_BITS, SURE } from '../conversation/decide.ts';
import { bestQuestion } from '../diagnosis/gain.ts';
import type { EvidenceModel } from '../diagnosis/model.ts';

/** A part of a talk whose order the tree leaves to the evidence: what may be asked, and how often. */
export interface FreePart {
  readonly distribution: readonly number[];
  readonly slots: readonly string[];
  readonly budget: number;
}

/** Expected number of questions when each time the one that teaches most is asked, as the engine does. */
export function greedyQuestions(model: EvidenceModel, part: FreePart): number {
  const slot = nextOf(model, part);
  if (slot === null) return 0;
  return 1 + expected(model, part, slot, ({ rest }) => greedyQuestions(model, rest));
}

/** The least expected number of questions of any order, or a proven lower bound of it: `depth` questions are looked
 * through exactly, and after them a talk that is not done needs at least one more. */
export function leastQuestions(model: EvidenceModel, part: FreePart, depth: number): number {
  // The order of the same answers does not matter, so each set of them is reckoned once.
  const known = new Map<string, number>();
  const least = (now: FreePart, left: number, answers: readonly string[]): number => {
    const key = answers.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const done = nextOf(model, now) === null;
    const found = done
      ? 0
      : left === 0
        ? 1
        : Math.min(...now.slots.map((slot) => asking(now, slot, left, answers)));
    known.set(key, found);
    return found;
  };
  const asking = (now: FreePart, slot: string, left: number, answers: readonly string[]): number =>
    1 +
    expected(model, now, slot, ({ rest, value }) =>
      least(rest, left - 1, [...answers, `${slot}=${value}`].sort()),
    );
  return least(part, depth, []);
}

/** The engine's rule: done when a cause is sure, nothing teaches enough, or the bound is reached. */
function nextOf(model: EvidenceModel, { distribution, slots, budget }: FreePart): string | null {
  if (budget <= 0 || Math.max(...distribution) >= SURE) return null;
  return bestQuestion(model, distribution, slots, LEAST_BITS)?.slot ?? null;
}

/** The mean of a figure over the answers to a question. */
function expected(
  model: EvidenceModel,
  { distribution, slots, budget }: FreePart,
  slot: string,
  figure: (answered: { readonly rest: FreePart; readonly value: string }) => number,
): number {
  const table = model.slots[slot];
  const others = slots.filter((one) => one !== slot);
  const after = (value: string, now: readonly number[]): number =>
    figure({ value, rest: { distribution: now, slots: others, budget: budget - 1 } });
  let sum = 0;
  let heard = 0;
  for (const value of table?.values ?? []) {
    const row = table?.shares[value] ?? [];
    const joint = distribution.map((p, c) => p * (row[c] ?? 0));
    const share = joint.reduce((total, p) => total + p, 0);
    if (share < 1e-9) continue;
    const answered = share * (table?.answerable ?? 1);
    heard += answered;
    const now = joint.map((p) => p / share);
    sum += answered * after(value, now);
  }
  return sum + Math.max(0, 1 - heard) * after('', distribution);
}

/** Bits that one question can teach at most, whatever is known: the capacity of the channel from cause to answer
 * (Blahut and Arimoto; the bound holds after any number of rounds). */
export function capacity(model: EvidenceModel, slot: string): number {
  const table = model.slots[slot];
  if (table === undefined) return 0;
  const rows = table.values.map((value) => table.shares[value] ?? []);
  let input = model.causes.map(() => 1 / model.causes.length);
  let bound = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 50; round++) {
    const output = rows.map((row) => row.reduce((sum, share, c) => sum + share * (input[c] ?? 0), 0));
    const bits = input.map((_, c) =>
      rows.reduce((sum, row, v) => sum + (row[c] ?? 0) * Math.log2((row[c] ?? 1) / (output[v] || 1)), 0),
    );
    bound = Math.min(bound, Math.max(...bits));
    const raw = input.map((p, c) => p * 2 ** (bits[c] ?? 0));
    const total = raw.reduce((sum, p) => sum + p, 0);
    input = raw.map((p) => p / total);
  }
  return bound * table.answerable;
}
