const FIRST_MS = 500;
const MOST_MS = 30_000;

/** How long to wait before the next try, in ms: twice as long each time, a random half of it so that not everybody
 * comes back at once. */
export function backoff(tries: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** tries);
  return most / 2 + (Math.random() * most) / 2;
}
