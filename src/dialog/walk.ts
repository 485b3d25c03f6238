import { holds } from '../knowledge/condition.ts';
import type { Dialog, Position, Step } from './dialog.ts';
import type { Situation } from './situation.ts';
import type { Slot } from './slot.ts';

/** Of these open slots the one worth asking now, or null. The evidence answers; see diagnosis/gain.ts. */
export type Narrow = (slots: readonly string[]) => string | null;

/** What a walk needs beside the tree: the slots, what was asked so far, and the evidence's choice. */
export interface Walking {
  readonly slots: Readonly<Record<string, Slot>>;
  readonly asked: ReadonlySet<string>;
  readonly narrow: Narrow;
}

/** Reads a tree from the top: known answers are skipped, the first open question is asked, the first
 * conclusion reached is the answer. A derived slot is asked only where the facts leave it open. */
export function walk(dialog: Dialog, situation: Situation, walking: Walking): Position {
  for (const [index, step] of dialog.steps.entries()) {
    if (!holds(step.when, situation.known)) continue;
    if (step.type === 'conclude') {
      const byRule = Object.keys(step.when).length > 0;
      return { type: 'diagnose', cause: step.cause, byRule, step: index };
    }
    const asked = askedBy(step, situation, walking);
    if (asked !== null) return { type: 'ask', ...asked, step: index };
  }
  return { type: 'pass' };
}

/** The slot that a line asks now, and in which words, or null where it has nothing to ask. */
function askedBy(
  step: Exclude<Step, { type: 'conclude' }>,
  situation: Situation,
  walking: Walking,
): { readonly slot: string; readonly say: string | null } | null {
  const { slots, asked, narrow } = walking;
  if (step.type === 'confirm') {
    const unasked = situation.stated.has(step.slot) && !asked.has(step.slot);
    return unasked ? { slot: step.slot, say: step.say } : null;
  }
  if (step.type === 'ask') {
    return isOpen(step.slot, situation, slots) ? { slot: step.slot, say: null } : null;
  }
  const slot = narrow(step.slots.filter((one) => isOpen(one, situation, slots)));
  return slot === null ? null : { slot, say: null };
}

/** Whether a question for this slot could still teach something. */
export function isOpen(slot: string, situation: Situation, slots: Readonly<Record<string, Slot>>): boolean {
  if (situation.known[slot] !== undefined || situation.stated.has(slot)) return false;
  return slots[slot]?.derived == null || situation.open.has(slot);
}
