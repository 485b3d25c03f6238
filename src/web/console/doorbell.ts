import { useEffect, useRef, useState } from 'react';

const CLOSED = 2;
const FIRST_MS = 500;
const MOST_MS = 30_000;

/** Rings for each event of a stream, and where there may be news. An EventSource gives up for good after one answer
 * that is not 200, so it is opened again, each time after a longer wait; the network or a page that is seen again
 * wake it. Gives whether the stream is open. */
export function useDoorbell(path: string | null, ring: (data: string | null) => void): boolean {
  const [live, setLive] = useState(true);
  const heard = useRef(ring);
  heard.current = ring;
  useEffect(() => {
    if (path === null) return;
    return listen(path, (data) => heard.current(data), setLive);
  }, [path]);
  return live;
}

function listen(
  path: string,
  ring: (data: string | null) => void,
  tell: (live: boolean) => void,
): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let tries = 0;
  const open = () => {
    window.clearTimeout(timer);
    source?.close();
    const mine = new EventSource(path);
    source = mine;
    mine.onopen = () => {
      // What came before somebody listened is in no event.
      ring(null);
      tries = 0;
      tell(true);
    };
    mine.onmessage = ({ data }) => ring(String(data));
    mine.onerror = () => {
      tell(false);
      if (mine !== source || mine.readyState !== CLOSED) return;
      timer = window.setTimeout(open, pauseAfter(tries));
      tries += 1;
    };
  };
  const wake = () => {
    if (document.visibilityState === 'hidden') return;
    tries = 0;
    open();
  };
  open();
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  return () => {
    window.clearTimeout(timer);
    source?.close();
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
  };
}

/** Twice as long each time, a random half of it so that not everybody comes back at once. */
function pauseAfter(tries: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** tries);
  return most / 2 + (Math.random() * most) / 2;
}
