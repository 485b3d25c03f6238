import type { Cause } from '../knowledge/cause.ts';
import { type Spread, sharesOf, weightOf } from './likelihood.ts';

/** One slot as the evidence sees it: rows[value][cause] = log P(value | cause). */
export interface SlotEvidence {
  readonly values: readonly string[];
  readonly base: readonly number[];
  /** share of merchants who can answer the question at all, 0..1 */
  readonly answerable: number;
  /** value id → log-likelihood per cause, in the order of `causes` */
  readonly logs: Readonly<Record<string, readonly number[]>>;
  /** value id → the same as probabilities */
  readonly shares: Readonly<Record<string, readonly number[]>>;
  /** value id → log of the share of all merchants who report it */
  readonly means: Readonly<Record<string, number>>;
}

/** The authored evidence in computed form. */
export interface EvidenceModel {
  readonly causes: readonly string[];
  readonly logPrior: readonly number[];
  readonly slots: Readonly<Record<string, SlotEvidence>>;
}

/** What the evidence needs to know of a slot. */
export interface Askable {
  readonly answerable: number;
  readonly options: readonly { readonly id: string; readonly base: number; readonly tells: boolean }[];
}

/** Computes the tables once. `base` of an option is a percentage among merchants whose trouble lies elsewhere. */
export function evidenceModel(
  causes: Readonly<Record<string, Cause>>,
  slots: Readonly<Record<string, Askable>>,
): EvidenceModel {
  const all = Object.values(causes).sort((a, b) => (a.id < b.id ? -1 : 1));
  const total = all.reduce((sum, cause) => sum + weightOf(cause), 0);
  const prior = all.map((cause) => weightOf(cause) / total);
  const tables: Record<string, SlotEvidence> = {};
  for (const [id, slot] of Object.entries(slots)) {
    if (slot.options.length > 0) tables[id] = slotEvidence([id, slot], all, prior);
  }
  return { causes: all.map((cause) => cause.id), logPrior: prior.map(Math.log), slots: tables };
}

function slotEvidence(
  [id, slot]: readonly [string, Askable],
  causes: readonly Cause[],
  prior: readonly number[],
): SlotEvidence {
  const options = slot.options.filter((option) => option.tells);
  const sum = options.reduce((total, option) => total + option.base, 0);
  const spread: Spread = {
    values: options.map((option) => option.id),
    base: options.map((option) => option.base / Math.max(sum, 100)),
  };
  const rows = causes.map((cause) => sharesOf(spread, cause.evidence[id]));
  const logs: Record<string, readonly number[]> = {};
  const shares: Record<string, readonly number[]> = {};
  const means: Record<string, number> = {};
  spread.values.forEach((value, i) => {
    const column = rows.map((row) => row[i] ?? 1);
    shares[value] = column;
    logs[value] = column.map(Math.log);
    means[value] = Math.log(column.reduce((sum, share, c) => sum + share * (prior[c] ?? 0), 0));
  });
  return {
    values: spread.values,
    base: spread.base,
    answerable: slot.answerable,
    logs,
    shares,
    means,
  };
}
