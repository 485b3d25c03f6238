import { holds } from '../knowledge/condition.ts';
import type { Dialog, Position } from './dialog.ts';
import type { Situation } from './situation.ts';
import type { Slot } from './slot.ts';

/** Of these open slots the one worth asking now, or null. The evidence answers; see diagnosis/gain.ts. */
export type Narrow = (slots: readonly string[]) => string | null;

/** Reads a tree from the top: known answers are skipped, the first open question is asked, the first
 * conclusion reached is the answer. A derived slot is asked only where the facts leave it open. */
export function walk(
  dialog: Dialog,
  situation: Situation,
  slots: Readonly<Record<string, Slot>>,
  narrow: Narrow,
): Position {
  for (const step of dialog.steps) {
    if (!holds(step.when, situation.known)) continue;
    if (step.type === 'conclude') {
      return { type: 'diagnose', cause: step.cause, byRule: Object.keys(step.when).length > 0 };
    }
    const slot =
      step.type === 'ask' ? step.slot : narrow(step.slots.filter((one) => isOpen(one, situation, slots)));
    if (slot !== null && isOpen(slot, situation, slots)) return { type: 'ask', slot };
  }
  return { type: 'pass' };
}

/** Whether a question for this slot could still teach something. */
export function isOpen(slot: string, situation: Situation, slots: Readonly<Record<string, Slot>>): boolean {
  if (situation.known[slot] !== undefined || situation.stated.has(slot)) return false;
  return slots[slot]?.derived == null || situation.open.has(slot);
}
