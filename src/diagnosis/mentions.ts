import { onceFor } from '../knowledge/once-for.ts';
import type { SlotEvidence } from './model.ts';

/** The causes for which a slot tells anything, and what: for all others it has the same shares. Most causes name few
 * slots, so that this is a third of the whole table. */
export interface Mentions {
  /** places in the order of the model's causes */
  readonly causes: readonly number[];
  /** one for each value */
  readonly rows: readonly MentionRow[];
}

/** Shares of one value, and those times their log2: of the causes that name the slot, and of any other. */
export interface MentionRow {
  readonly shares: Float64Array;
  readonly slogs: Float64Array;
  readonly otherShare: number;
  readonly otherSlog: number;
}

/** What a slot tells of which causes. */
export const mentionsOf = onceFor(({ values, shares }: SlotEvidence): Mentions => {
  const columns = values.map((value) => shares[value] ?? []);
  const places = [...(columns[0] ?? []).keys()];
  const nameOf = (c: number) => columns.map((column) => column[c]).join();
  const usual = mostOften(places.map(nameOf));
  const causes = places.filter((c) => nameOf(c) !== usual);
  const other = places.find((c) => nameOf(c) === usual) ?? 0;
  const rows = columns.map((column): MentionRow => {
    const own = Float64Array.from(causes, (c) => column[c] ?? 1);
    const otherShare = column[other] ?? 1;
    return { shares: own, slogs: own.map(slog), otherShare, otherSlog: slog(otherShare) };
  });
  return { causes, rows };
});

function mostOften(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first = ['']] = [...counts].sort(([, a], [, b]) => b - a);
  return first[0];
}

function slog(share: number): number {
  return share > 0 ? share * Math.log2(share) : 0;
}
