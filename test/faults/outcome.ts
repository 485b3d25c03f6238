/** What a fault left behind: what happened, and what has to be 0. */
export interface Outcome {
  readonly happened: Figures;
  readonly wrong: Figures;
}

/** Counts by name. */
export type Figures = Readonly<Record<string, number>>;

/** What was wrong: only what is not 0. */
export function wrongIn({ wrong }: Outcome): Figures {
  return Object.fromEntries(Object.entries(wrong).filter(([, count]) => count !== 0));
}

/** Figures of several runs by name, added up. */
export function added(runs: readonly Figures[]): Figures {
  const sums: Record<string, number> = {};
  for (const run of runs) {
    for (const [name, count] of Object.entries(run)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}
