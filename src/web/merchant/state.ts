import type { PageData, Sending, View } from './view.ts';

/** A message on its way. */
export interface Pending {
  readonly id: string;
  readonly sending: Sending;
  readonly shown: string;
  /** sending: no answer yet; waiting: will be tried again by itself; failed: the merchant has to decide */
  readonly state: 'sending' | 'waiting' | 'failed';
}

/** What the page shows. */
export interface State {
  readonly view: View;
  readonly pending: Pending | null;
  readonly notice: string | null;
  readonly back: boolean;
  /** the script runs: buttons that need it may be shown */
  readonly live: boolean;
}

/** The state before anything has happened: the same on the server and in the browser. */
export function firstState(data: PageData): State {
  return { view: data.view, pending: null, notice: data.notice, back: data.back, live: false };
}

/** Lines that came in are added once each, in order; another talk takes the place of the one shown. */
export function merged(old: View, news: View): View {
  if (old.id !== null && old.id !== news.id) return news;
  const lines = new Map(old.lines.map((line) => [line.seq, line]));
  for (const line of news.lines) lines.set(line.seq, line);
  return { ...news, lines: [...lines.values()].sort((a, b) => a.seq - b.seq) };
}

/** The last line that the page has. */
export function lastSeq(view: View): number {
  return view.lines[view.lines.length - 1]?.seq ?? 0;
}
