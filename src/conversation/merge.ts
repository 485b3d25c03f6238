import type { Fact, Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Heard } from '../nlu/understanding.ts';

/** Two statements about one slot that cannot both be true. */
export interface Conflict {
  readonly slot: string;
  readonly before: Fact;
  readonly now: Fact;
}

/** In whose light new facts are merged. */
export interface MergeContext {
  readonly turn: number;
  /** the slot whose question was open: an answer to it replaces what was said in passing */
  readonly asked: string | null;
  /** the merchant corrects something: what is said now replaces what was said before */
  readonly corrects: boolean;
  /** slots whose contradiction was already put: the newest statement stands */
  readonly disputed: readonly string[];
  /** whether a value of a slot only says another one more closely */
  readonly refines: (slot: string, now: Fact['value'], before: Fact['value']) => boolean;
}

/** Facts with the newly heard ones. The newest statement stands; the first plain contradiction is reported so
 * that the merchant can settle it. */
export function merge(
  facts: Facts,
  heard: readonly Heard[],
  context: MergeContext,
): { readonly facts: Facts; readonly changed: readonly string[]; readonly conflict: Conflict | null } {
  const next: Record<string, Fact> = { ...facts };
  const changed: string[] = [];
  let conflict: Conflict | null = null;
  for (const one of heard) {
    const now: Fact = {
      value: one.value,
      said: one.said,
      turn: context.turn,
      ...(one.hedged ? { hedged: true } : {}),
    };
    const before = facts[one.slot];
    if (before !== undefined && sameValue(before.value, now.value)) continue;
    if (before !== undefined && tooDoubtful(before, one, context)) continue;
    next[one.slot] = now;
    changed.push(one.slot);
    if (conflict === null && before !== undefined && contradicts(before, one, context)) {
      conflict = { slot: one.slot, before, now };
    }
  }
  return { facts: next, changed, conflict };
}

/** Doubt never overrides what was said plainly, unless it is the answer to that very question. */
function tooDoubtful(before: Fact, heard: Heard, context: MergeContext): boolean {
  if (context.corrects || heard.slot === context.asked) return false;
  return heard.hedged && before.hedged !== true;
}

function contradicts(before: Fact, heard: Heard, context: MergeContext): boolean {
  if (before.value === UNKNOWN || before.hedged === true) return false;
  if (context.corrects || heard.slot === context.asked || context.disputed.includes(heard.slot)) return false;
  return !overlaps(before.value, heard.value) && !context.refines(heard.slot, heard.value, before.value);
}

function sameValue(a: Fact['value'], b: Fact['value']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.from === b.from && a.to === b.to;
}

/** Two intervals that share an instant do not contradict: one is the other said more closely. */
function overlaps(a: Fact['value'], b: Fact['value']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.from <= b.to && b.from <= a.to;
}
