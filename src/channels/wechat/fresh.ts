/** Requests are signed when they are sent: an old one is a copy. */
const OLDEST_MS = 300_000;

/** Whether a timestamp (seconds) is of now, give or take some minutes. */
export function isFresh(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= OLDEST_MS;
}
