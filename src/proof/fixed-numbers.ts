/** Chance without chance: the same numbers between 0 and 1 on every run (a linear congruence of 2^32). */
export function fixedNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
