/** @jsxImportSource react */
import { Alert, Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { z } from 'zod';
import type { doubtfulSchema } from '../console-wire.ts';
import type { Doing } from './case-deed.ts';
import type { CaseView } from './case-shape.ts';
import { CASE } from './case-words.ts';
import { Section } from './section.tsx';

interface Props {
  readonly shown: CaseView;
  readonly act: Doing;
  readonly busy: boolean;
}

/** So many suggestions are in sight at once. */
const SHOWN = 3;

type Doubts = z.infer<typeof doubtfulSchema>['warnings'];

/** Writing to the merchant, with reviewed sentences at hand; what is doubtful in a text is said before it is sent. */
export function ReplyForm({ shown, act, busy }: Props) {
  const [text, setText] = useState('');
  const [awaits, setAwaits] = useState(true);
  const [doubts, setDoubts] = useState<Doubts>([]);
  const send = async () => {
    if (text.trim() === '' || busy) return;
    const failed = await act('reply', { text, awaits, anyway: doubts.length > 0 });
    if (failed?.code === 'doubtful_text') return setDoubts(doubtsIn(failed.told));
    if (failed !== null) return;
    setText('');
    setDoubts([]);
  };
  const write = (next: string) => {
    setText(next);
    setDoubts([]);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  if (!shown.may.reply)
    return (
      <p className="card soft" id="reply">
        {CASE.replyLocked}
      </p>
    );
  return (
    <Section title={CASE.reply} className="composer" id="reply">
      <Input.TextArea
        aria-label={CASE.reply}
        value={text}
        rows={4}
        maxLength={2_000}
        placeholder={CASE.replyHint}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKey}
      />
      {doubts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={CASE.doubtful}
          description={doubts.map((one) => <p key={`${one.kind} ${one.words}`}>{one.text}</p>)}
        />
      )}
      <div className="row">
        <Button type="primary" loading={busy} onClick={() => void send()}>
          {doubts.length > 0 ? CASE.sendAnyway : CASE.send}
        </Button>
        <label className="choice">
          <input type="checkbox" checked={awaits} onChange={(event) => setAwaits(event.target.checked)} />{' '}
          {CASE.awaits}
        </label>
      </div>
      <Suggestions
        of={shown.suggestions}
        insert={(more) => write(text.trim() === '' ? more : `${text}\n${more}`)}
      />
    </Section>
  );
}

interface SuggestionsProps {
  readonly of: CaseView['suggestions'];
  readonly insert: (text: string) => void;
}

/** Reviewed sentences: the first few in sight, the rest one press away. */
function Suggestions({ of, insert }: SuggestionsProps) {
  if (of.length === 0) return null;
  const line = ({ kind, title, text }: CaseView['suggestions'][number]) => (
    <li key={`${kind} ${text}`}>
      <button type="button" onClick={() => insert(text)} title={text}>
        <b>
          {CASE.suggestion[kind]}
          {kind === 'question' && `：${title}`}
        </b>
        <span className="clip">{text}</span>
      </button>
    </li>
  );
  const rest = of.slice(SHOWN);
  return (
    <>
      <h3>{CASE.suggestions}</h3>
      <ul className="suggestions">{of.slice(0, SHOWN).map(line)}</ul>
      {rest.length > 0 && (
        <details className="more">
          <summary>{CASE.more(rest.length)}</summary>
          <ul className="suggestions">{rest.map(line)}</ul>
        </details>
      )}
    </>
  );
}

// 422 has the shape of doubtfulSchema.
function doubtsIn(told: unknown): Doubts {
  const held = typeof told === 'object' && told !== null && 'warnings' in told ? told.warnings : [];
  return Array.isArray(held) ? held : [];
}
