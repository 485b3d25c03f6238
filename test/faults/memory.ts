import { readFileSync } from 'node:fs';

/** How much memory of the machine a process has, looked at now and then. */
export interface Memory {
  look(): void;
  /** in MB: the middle figure of the second quarter of all looks, of the last quarter, and how much more that is in
   * hundredths */
  figures(): { readonly early: number; readonly late: number; readonly growth: number };
}

/** Flags for a Node that has to clean up: with all the memory of a machine it lets garbage lie. What leaks ends it. */
export const SMALL_HEAP = '--max-old-space-size=96';

/** What grows by no more than this does not leak: the heap breathes. */
export const FLAT_PERCENT = 10;

/** Looks at the resident memory of a process on Linux. */
export function memoryOf(pid: number): Memory {
  const seen: number[] = [];
  return {
    look: () => {
      const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      seen.push(Number(kb) / 1024);
    },
    figures: () => {
      const quarter = Math.floor(seen.length / 4);
      const early = middle(seen.slice(quarter, 2 * quarter));
      const late = middle(seen.slice(-quarter));
      return {
        early: Math.round(early),
        late: Math.round(late),
        growth: Math.round((late / early - 1) * 100),
      };
    },
  };
}

function middle(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
