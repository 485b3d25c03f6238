/** Runs something for an id, one run at a time: who asks meanwhile gets one more run behind it. */
export function createRounds(run: (id: string) => Promise<void>): (id: string) => Promise<void> {
  const running = new Map<string, { again: boolean; readonly done: Promise<void> }>();
  const rounds = async (id: string) => {
    try {
      do {
        const now = running.get(id);
        if (now !== undefined) now.again = false;
        await run(id);
      } while (running.get(id)?.again === true);
    } finally {
      running.delete(id);
    }
  };
  return (id) => {
    const now = running.get(id);
    if (now !== undefined) {
      now.again = true;
      return now.done;
    }
    // It begins behind this line, when the map knows of it.
    const done = Promise.resolve().then(() => rounds(id));
    running.set(id, { again: false, done });
    return done;
  };
}
