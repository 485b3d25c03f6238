/** Counts calls by key: false where the key has used up its share of the present window. */
export type Limit = (key: string, now: number) => boolean;

/** Keys that are remembered at once: beyond that, windows that are over are forgotten first. */
const MEMORY = 50_000;

/** At most `most` calls of a key in a window of `windowMs`. */
export function createLimit(most: number, windowMs: number): Limit {
  const windows = new Map<string, { readonly since: number; count: number }>();
  return (key, now) => {
    const present = windows.get(key);
    // A clock that was set back begins a new window.
    if (present !== undefined && now >= present.since && now - present.since < windowMs) {
      present.count += 1;
      return present.count <= most;
    }
    windows.delete(key);
    if (windows.size >= MEMORY) makeRoom(windows, now - windowMs);
    windows.set(key, { since: now, count: 1 });
    return true;
  };
}

// The map holds its keys by the start of their windows, so the oldest come first.
function makeRoom(windows: Map<string, { readonly since: number }>, before: number): void {
  for (const [key, { since }] of windows) {
    if (since > before && windows.size < MEMORY) return;
    windows.delete(key);
  }
}
