/** @jsxImportSource react */
import { Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { Triage } from '../../conversation/triage.ts';
import { type Answer, call } from './call.ts';
import { Trouble } from './trouble.tsx';
import { Heard, Verdict } from './verdict.tsx';
import { TRIAGE, WORDS } from './words.ts';

const LIMIT = 10_000;

/** A pasted message in, the verdict out. */
export function TriagePage() {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer<Triage> | null>(null);
  const run = async () => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setAnswer(await call<Triage>('POST', '/api/v1/triage', { text }));
    setBusy(false);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
  };
  const clear = () => {
    setText('');
    setAnswer(null);
  };
  return (
    <div className="triage">
      <h1 className="visually-hidden">{WORDS.pages.triage}</h1>
      <div className="column">
        <section className="card">
          <label htmlFor="pasted">
            <h2>{TRIAGE.label}</h2>
          </label>
          <Input.TextArea
            id="pasted"
            value={text}
            maxLength={LIMIT}
            rows={7}
            placeholder={TRIAGE.hint}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKey}
          />
          <div className="row">
            <Button type="primary" loading={busy} onClick={() => void run()}>
              {TRIAGE.run}
            </Button>
            <Button onClick={clear}>{TRIAGE.clear}</Button>
            <kbd>{TRIAGE.keys}</kbd>
          </div>
          <p className="soft">{TRIAGE.private}</p>
        </section>
        {answer?.ok && <Heard triage={answer.value} />}
      </div>
      <div className="column" aria-live="polite">
        {answer === null && <p className="card soft empty">{TRIAGE.empty}</p>}
        {answer?.ok === false && <Trouble of={answer} retry={() => void run()} />}
        {answer?.ok && <Verdict key={answer.value.text} triage={answer.value} />}
      </div>
    </div>
  );
}
