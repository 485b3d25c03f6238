/** Tells listeners in this process that a conversation has new lines. They read them from the store. */
export interface Hints {
  send(conversationId: string): void;
  /** Calls back after every new line until the returned function is called. */
  listen(conversationId: string, heard: () => void): () => void;
}

/** Hints without listeners. */
export function createHints(): Hints {
  const listeners = new Map<string, Set<() => void>>();
  return {
    send: (id) => {
      for (const heard of listeners.get(id) ?? []) heard();
    },
    listen: (id, heard) => {
      const mine = listeners.get(id) ?? new Set();
      listeners.set(id, mine.add(heard));
      return () => {
        mine.delete(heard);
        if (mine.size === 0 && listeners.get(id) === mine) listeners.delete(id);
      };
    },
  };
}
