import { z } from 'zod';

/** What is known, for rules: slot id → value id. A slot the merchant could not answer holds `unknown`. */
export type Known = Readonly<Record<string, string | undefined>>;

/** A rule's condition: every named slot must hold one of its values. An empty condition always holds. */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** The value of a slot that the merchant was asked for and could not tell. */
export const UNKNOWN = 'unknown';

/** Whether every slot of the condition is known to hold one of its values. */
export function holds(condition: Condition, known: Known): boolean {
  // Read for every line of a tree on every turn: without a list of entries for each.
  for (const slot in condition) {
    const value = known[slot];
    if (value === undefined || condition[slot]?.includes(value) !== true) return false;
  }
  return true;
}

/** A condition as authors write it: slot name → option name or names; 不知道 stands for "asked, not known". */
export const conditionSource = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));
