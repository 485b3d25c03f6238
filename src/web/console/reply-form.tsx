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
  if (!shown.may.reply) return <p className="card soft">{CASE.replyLocked}</p>;
  return (
    <Section title={CASE.reply} className="composer">
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
      {shown.suggestions.length > 0 && <h3>{CASE.suggestions}</h3>}
      <ul className="suggestions">
        {shown.suggestions.map((one) => (
          <li key={`${one.title} ${one.text}`}>
            <button type="button" onClick={() => write(one.text)} title={one.text}>
              <b>{one.title}</b>
              <span className="clip">{one.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

// 422 has the shape of doubtfulSchema.
function doubtsIn(told: unknown): Doubts {
  const held = typeof told === 'object' && told !== null && 'warnings' in told ? told.warnings : [];
  return Array.isArray(held) ? held : [];
}
