import { useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, call } from './call.ts';

/** Something read from the server: the last good answer stays in sight while it is read again. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly trouble: Extract<Answer<T>, { ok: false }> | null;
  readonly busy: boolean;
  readonly reload: () => void;
  /** puts what an action has answered in place of what was read */
  readonly put: (value: T) => void;
}

/** Reads a path of the API, and again whenever it changes or `reload` is called; null: nothing to read yet. */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload' | 'put'>>({
    value: null,
    trouble: null,
    busy: true,
  });
  const latest = useRef(0);
  const read = useCallback(async () => {
    if (path === null) return;
    latest.current += 1;
    const mine = latest.current;
    setState((now) => ({ ...now, busy: true }));
    const answer = await call<T>('GET', path);
    // Only what was asked for last counts.
    if (mine !== latest.current) return;
    setState((now) =>
      answer.ok
        ? { value: answer.value, trouble: null, busy: false }
        : { value: now.value, trouble: answer, busy: false },
    );
  }, [path]);
  const queued = useRef<Promise<void> | null>(null);
  const running = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    queued.current = null;
    running.current = read();
  }, [read]);
  // However much happens while it is read, it is read once more.
  const reload = useCallback(() => {
    queued.current ??= running.current.then(() => {
      queued.current = null;
      running.current = read();
    });
  }, [read]);
  const put = useCallback((value: T) => {
    latest.current += 1;
    setState({ value, trouble: null, busy: false });
  }, []);
  return { ...state, reload, put };
}
