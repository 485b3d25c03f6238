import { holds, type Known } from './condition.ts';
import { inARow } from './sentence.ts';
import type { Settlement, SettlementMode } from './settlement.ts';

/** The mode a sale is really settled by, and why if it is not the contracted one. */
export interface Applied {
  readonly mode: SettlementMode;
  readonly modeId: string;
  readonly because: string | null;
}

/** The mode that applies to what is known: a contracted mode gives way to another as its `instead` cases say,
 * step by step, each mode at most once. An id that is no mode is a bug. */
export function settlementFor(settlement: Settlement, contracted: string, known: Known): Applied {
  const reasons: string[] = [];
  const seen = new Set<string>();
  let modeId = contracted;
  for (;;) {
    const mode = settlement.modes[modeId];
    if (mode === undefined) throw new Error(`no settlement mode "${modeId}"`);
    seen.add(modeId);
    const next = mode.instead.find((one) => holds(one.when, known));
    if (next === undefined || seen.has(next.as)) return { mode, modeId, because: inARow(reasons) || null };
    reasons.push(next.because);
    modeId = next.as;
  }
}

/** The cut-off "HH:MM" of a brand (value of the brand slot), or the usual one. */
export function cutoffFor(settlement: Settlement, brand: string | undefined): string {
  return (brand === undefined ? undefined : settlement.brandCutoffs[brand]) ?? settlement.cutoff;
}
