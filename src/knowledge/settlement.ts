import { z } from 'zod';
import { type Condition, conditionSource } from './condition.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const modeSource = z.strictObject({
  /** workdays/days: that many days after the settlement day, by the hour; hours: so long after the sale;
   * never: only by hand; unknown: at an hour only the App shows */
  counts: z.enum(['workdays', 'days', 'hours', 'never', 'unknown']),
  after: z.number().int().min(0).optional(),
  by: clock.optional(),
  rule: z.string().min(1),
  /** cases that settle by another mode, first match wins */
  instead: z
    .array(z.strictObject({ when: conditionSource, as: z.string(), because: z.string().min(1) }))
    .optional(),
});

/** knowledge/settlement.yaml: product defaults, one entry for each option of the settlement-mode slot. */
export const settlementSource = z.strictObject({
  cutoff: clock,
  /** brand option name → its own cut-off, where it differs */
  brandCutoffs: z.record(z.string(), clock),
  /** the mode reckoned with where the merchant does not know it (an option of the settlement-mode slot) */
  assume: z.string(),
  /** overdue becomes long_overdue after this many workdays past the due instant */
  longOverdueWorkdays: z.number().int().positive(),
  modes: z.record(z.string(), modeSource),
  sources: z.array(z.string()).min(1),
});

export interface SettlementMode {
  readonly counts: 'workdays' | 'days' | 'hours' | 'never' | 'unknown';
  readonly after: number;
  readonly by: string;
  /** one sentence a merchant reads: "T+1 指刷卡后的下一个工作日到账" */
  readonly rule: string;
  readonly instead: readonly { readonly when: Condition; readonly as: string; readonly because: string }[];
}

/** How money is paid out: cut-off and, per mode id, the rule. Clock times are "HH:MM" in Asia/Shanghai. */
export interface Settlement {
  readonly cutoff: string;
  readonly brandCutoffs: Readonly<Record<string, string>>;
  /** mode id reckoned with where the merchant does not know it */
  readonly assume: string;
  readonly longOverdueWorkdays: number;
  readonly modes: Readonly<Record<string, SettlementMode>>;
  readonly sources: readonly string[];
}
