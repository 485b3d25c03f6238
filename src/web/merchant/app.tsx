import { useEffect, useRef, useState } from 'preact/hooks';
import { Chat } from './chat.tsx';
import { firstState } from './state.ts';
import { type Place, Talk } from './talk.ts';
import type { PageData, Sending } from './view.ts';

const YEAR_S = 31_536_000;

/** The page with a script behind it. */
export function App({ data }: { readonly data: PageData }) {
  const [state, setState] = useState(firstState(data));
  const [size, setSize] = useState(data.size);
  const [came, setCame] = useState<{ readonly where: Place } | null>(null);
  const talk = useRef<Talk | null>(null);
  useEffect(() => {
    const mine = new Talk(data, setState, (where) => setCame({ where }));
    talk.current = mine;
    return () => mine.close();
  }, [data]);
  useEffect(() => {
    if (came !== null) show(came.where);
  }, [came]);
  useEffect(() => {
    if (state.pending !== null) window.scrollTo(0, document.body.scrollHeight);
  }, [state.pending]);
  const resize = (to: number) => {
    setSize(to);
    document.documentElement.className = `size-${to}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in old WebViews
    document.cookie = `size=${to};path=/;max-age=${YEAR_S};samesite=lax`;
  };
  const sender = {
    data: { ...data, size },
    busy: state.pending !== null,
    send: (sending: Sending) => talk.current?.send(sending),
  };
  return <Chat state={state} sender={sender} retry={() => talk.current?.retry()} setSize={resize} />;
}

/** Shows what has come from its beginning. The focus of a button that is gone goes there too. */
function show(where: Place): void {
  const all = document.querySelectorAll<HTMLElement>('.line');
  const line = where === 'now' ? document.getElementById('now') : all[all.length - 1];
  line?.scrollIntoView();
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) line?.focus({ preventScroll: true });
}
