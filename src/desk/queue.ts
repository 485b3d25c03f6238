/** Runs work of the same key one after the other, of different keys side by side. */
export type Queue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** An empty queue. Keys without waiting work take no memory. */
export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return mine;
  };
}
