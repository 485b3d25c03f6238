import { type FeatureTable, featureTable, knownRows } from './feature-table.ts';
import { type Regression, regress, type Sample } from './regression.ts';

/** An n-gram seen in one example only says nothing about others. */
const SEEN_IN = 2;

/** A text's features beside its label's column. */
export interface Labelled {
  readonly features: Int32Array;
  readonly column: number;
}

/** Fits a regression on features that several of the examples share. */
export function fitModel(
  examples: readonly Labelled[],
  width: number,
): { table: FeatureTable; learned: Regression } {
  const table = featureTable(sharedFeatures(examples));
  const samples: Sample[] = examples.map(({ features, column }) => ({
    rows: knownRows(table, features),
    column,
  }));
  return { table, learned: regress(samples, table.size, width) };
}

function sharedFeatures(examples: readonly Labelled[]): number[] {
  const counts = new Map<number, number>();
  for (const { features } of examples) {
    for (const hash of features) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= SEEN_IN).map(([hash]) => hash);
}
