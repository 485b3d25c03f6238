import type { Signals } from '../store/store.ts';

/** Tells listeners that a conversation has new lines, here at once and in other processes soon. They read them from
 * the store; a hint may be lost or come for nothing. */
export interface Hints {
  send(conversationId: string): void;
  /** Calls back after every new line until the returned function is called. */
  listen(conversationId: string, heard: () => void): () => void;
  /** The same for whatever conversation. */
  listenToAll(heard: () => void): () => void;
  close(): void;
}

/** News that come within this time are announced to other processes at once. */
const GATHER_MS = 100;

/** Hints without listeners. */
export function createHints(signals: Signals): Hints {
  const listeners = new Map<string, Set<() => void>>();
  const all = new Set<() => void>();
  const tell = (id: string) => {
    for (const heard of listeners.get(id) ?? []) heard();
    for (const heard of all) heard();
  };
  const hush = signals.watch((ids) => {
    for (const id of ids ?? listeners.keys()) tell(id);
    if (ids === null) for (const heard of all) heard();
  });
  const announcer = createAnnouncer(signals);
  return {
    send: (id) => {
      tell(id);
      announcer.add(id);
    },
    listen: (id, heard) => {
      const mine = listeners.get(id) ?? new Set();
      listeners.set(id, mine.add(heard));
      return () => {
        mine.delete(heard);
        if (mine.size === 0 && listeners.get(id) === mine) listeners.delete(id);
      };
    },
    listenToAll: (heard) => {
      all.add(heard);
      return () => all.delete(heard);
    },
    close: () => {
      hush();
      announcer.close();
    },
  };
}

function createAnnouncer(signals: Signals) {
  const fresh = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const announce = () => {
    timer = null;
    const ids = [...fresh];
    fresh.clear();
    // A lost hint costs its listeners half a second; a store that is down is told of elsewhere.
    signals.announce(ids).catch(() => undefined);
  };
  return {
    add: (id: string) => {
      fresh.add(id);
      timer ??= setTimeout(announce, GATHER_MS);
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
