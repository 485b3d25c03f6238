/** Lets one sleep until the next job is due, and wakes it where a nearer one is queued meanwhile. */
export interface Alarm {
  /** a job was queued for this instant (epoch ms) */
  set(runAt: number): void;
  /** Resolves after `ms`, when an earlier job is set, or when `stopping` is aborted. */
  sleep(ms: number, now: number, stopping: AbortSignal): Promise<void>;
}

/** An alarm that nobody sleeps by. */
export function createAlarm(): Alarm {
  let wakesAt = Number.NEGATIVE_INFINITY;
  let wake = () => {};
  return {
    set: (runAt) => {
      if (runAt < wakesAt) wake();
    },
    sleep: (ms, now, stopping) =>
      new Promise((resolve) => {
        wakesAt = now + ms;
        const timer = setTimeout(() => wake(), ms);
        wake = () => {
          clearTimeout(timer);
          stopping.removeEventListener('abort', wake);
          wakesAt = Number.NEGATIVE_INFINITY;
          resolve();
        };
        stopping.addEventListener('abort', wake, { once: true });
        if (stopping.aborted) wake();
      }),
  };
}
