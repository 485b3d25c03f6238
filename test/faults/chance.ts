/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** from 0 to below 1 */
  next(): number;
  /** a whole number from 0 to below `n` */
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
}

/** mulberry32: what was found can be found again. */
export function chance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  };
  return { next, below, pick };
}
