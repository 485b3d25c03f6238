/** @jsxImportSource react */
import type { ReactNode } from 'react';
import { useNames } from './names.ts';

interface Props {
  readonly text: string;
  readonly spans: readonly { readonly slot: string; readonly start: number; readonly end: number }[];
}

/** A text with the words marked that state facts; what they state stands beside them. */
export function MarkedText({ text, spans }: Props) {
  const names = useNames();
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { slot, start, end } of spans) {
    // Two facts may stand on the same words.
    if (start < at) continue;
    parts.push(text.slice(at, start));
    const all = spans.filter((one) => one.start < end && one.end > start).map((one) => names.slot(one.slot));
    parts.push(
      <mark key={`${slot} ${start}`}>
        {text.slice(start, end)}
        <small>{all.join(' · ')}</small>
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <p className="marked">{parts}</p>;
}
