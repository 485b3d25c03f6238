/** Counts what is open at once by key. Gives what ends it again, or null where a key has its share. */
export type Quota = (key: string) => (() => void) | null;

/** At most `most` of a key at once. */
export function createQuota(most: number): Quota {
  const open = new Map<string, number>();
  return (key) => {
    const count = open.get(key) ?? 0;
    if (count >= most) return null;
    open.set(key, count + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (open.get(key) ?? 1) - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    };
  };
}
