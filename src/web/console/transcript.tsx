/** @jsxImportSource react */
import { useEffect, useRef } from 'react';
import type { CaseView } from './case-shape.ts';
import { CASE } from './case-words.ts';
import { Section } from './section.tsx';
import { clockText } from './times.ts';

/** The whole talk, masked; the last line is in sight. */
export function Transcript({ lines }: { readonly lines: CaseView['transcript'] }) {
  const box = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.seq;
  useEffect(() => {
    if (last !== undefined && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [last]);
  return (
    <Section title={CASE.transcript} className="talk" id="talk">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls with the keys */}
      <div className="lines" ref={box} role="log" aria-label={CASE.transcript} tabIndex={0}>
        {lines.map(({ seq, from, text, at }) => (
          <div key={seq} className={`line ${from}`}>
            <p className="bubble">{text}</p>
            <p className="by">
              {CASE.from[from]} {clockText(at)}
            </p>
          </div>
        ))}
      </div>
    </Section>
  );
}
