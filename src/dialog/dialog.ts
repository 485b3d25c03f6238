import { z } from 'zod';
import { type Condition, conditionSource } from '../knowledge/condition.ts';

const stepSource = z.union([
  z.strictObject({ ask: z.string(), when: conditionSource.optional(), note: z.string().optional() }),
  z.strictObject({ conclude: z.string(), when: conditionSource.optional(), note: z.string().optional() }),
  /** have a stated fact looked up once more, because it does not fit the others; `say` tells why */
  z.strictObject({
    confirm: z.string(),
    say: z.string().min(1),
    when: conditionSource,
    note: z.string().optional(),
  }),
  /** while the causes are too close to call: of these slots the one that the evidence says teaches most */
  z.strictObject({
    narrow: z.array(z.string()).min(1),
    when: conditionSource.optional(),
    note: z.string().optional(),
  }),
]);

/** A file of dialogs/: one tree, read from the top on every turn. */
export const dialogSource = z.strictObject({
  title: z.string().min(1),
  /** option name of the issue slot; absent in first.yaml, which is read before every tree */
  issue: z.string().optional(),
  /** a tree for a special case of the issue (S0: a debit card); it goes before the general one */
  when: conditionSource.optional(),
  source: z.union([z.string(), z.array(z.string())]),
  atMost: z.number().int().min(0).max(12).optional(),
  /** why the tree lays down an order that asks more than the evidence needs: safety, politeness */
  order: z.string().min(1).optional(),
  steps: z.array(stepSource).min(1),
});
export type DialogSource = z.infer<typeof dialogSource>;

/** One line of a tree: ask a slot (if not known, and the condition holds), have a stated fact confirmed that was
 * never asked for, ask what teaches most of several slots while the causes are too close to call, or conclude. */
export type Step =
  | { readonly type: 'ask'; readonly slot: string; readonly when: Condition }
  | { readonly type: 'confirm'; readonly slot: string; readonly say: string; readonly when: Condition }
  | { readonly type: 'narrow'; readonly slots: readonly string[]; readonly when: Condition }
  | { readonly type: 'conclude'; readonly cause: string; readonly when: Condition };

/** A dialog tree of one issue kind. */
export interface Dialog {
  readonly id: string;
  readonly title: string;
  readonly issue: string | null;
  /** the special case of the issue this tree is for; empty for the general tree */
  readonly when: Condition;
  readonly sources: readonly string[];
  readonly atMost: number;
  /** why its order asks more than the evidence needs, or null where it does not */
  readonly order: string | null;
  readonly steps: readonly Step[];
}

/** Where a talk stands: a question to ask, a cause reached, or (in first.yaml) nothing to say. `step`: the index of
 * the line of the tree that says so, or null where no tree does. */
export type Position =
  /** `say`: the question in other words than the slot's own, or null */
  | { readonly type: 'ask'; readonly slot: string; readonly say: string | null; readonly step: number | null }
  /** `byRule`: a condition of the tree led there, not merely its last line */
  | {
      readonly type: 'diagnose';
      readonly cause: string;
      readonly byRule: boolean;
      readonly step: number | null;
    }
  | { readonly type: 'pass' };
