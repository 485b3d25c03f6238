import type { Known } from '../knowledge/condition.ts';
import type { EvidenceModel } from './model.ts';

/** A said-with-doubt fact counts this much less: its likelihood is mixed with the base rate. */
const DOUBT = 0.3;

/** P(cause | what is known), in the order of model.causes; sums to 1. `hedged`: slots stated with doubt. */
export function posterior(
  model: EvidenceModel,
  known: Known,
  hedged: ReadonlySet<string> = new Set(),
): number[] {
  const logs = [...model.logPrior];
  for (const slot in known) {
    const value = known[slot];
    const row = value === undefined ? undefined : model.slots[slot]?.logs[value];
    if (row !== undefined) add(logs, hedged.has(slot) ? doubted(row) : row);
  }
  return normalise(logs);
}

function add(logs: number[], row: readonly number[]): void {
  for (let c = 0; c < logs.length; c++) logs[c] = (logs[c] ?? 0) + (row[c] ?? 0);
}

function doubted(row: readonly number[]): number[] {
  const mean = row.reduce((sum, log) => sum + Math.exp(log), 0) / row.length;
  return row.map((log) => Math.log((1 - DOUBT) * Math.exp(log) + DOUBT * mean));
}

function normalise(logs: readonly number[]): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (const log of logs) if (log > top) top = log;
  const shares: number[] = [];
  let sum = 0;
  for (const log of logs) {
    const share = Math.exp(log - top);
    shares.push(share);
    sum += share;
  }
  for (let c = 0; c < shares.length; c++) shares[c] = (shares[c] ?? 0) / sum;
  return shares;
}

/** How much one known value speaks for a cause: log2 of P(value | cause) over its average over all causes. */
export function weightOfEvidence(model: EvidenceModel, cause: number, slot: string, value: string): number {
  const table = model.slots[slot];
  const row = table?.logs[value];
  return row === undefined ? 0 : ((row[cause] ?? 0) - (table?.means[value] ?? 0)) / Math.LN2;
}
