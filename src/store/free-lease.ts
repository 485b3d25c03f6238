/** No piece of work takes a lease for longer. */
const LONGEST_MS = 60_000;

/** SQL that tells whether a lease is free, with `freeAt` for its values: it is over, or it ends so late that the clock
 * by which it was taken has been set back since. Two that hold it at once do no harm: what they write is guarded by the
 * owner and the version. */
export function free(column = 'lease_until'): string {
  return `(${column} <= ? or ${column} > ?)`;
}

/** The values of `free` at an instant (epoch ms). */
export function freeAt(now: number): readonly [number, number] {
  return [now, now + LONGEST_MS];
}
