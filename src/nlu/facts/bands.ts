import type { Slot } from '../../dialog/slot.ts';

/** The option of a slot whose band holds a number of yuan or days: the first that reaches so far. */
export function bandOf(slot: Slot, amount: number): string | null {
  return slot.options.find(({ upTo }) => upTo === null || amount <= upTo)?.id ?? null;
}
