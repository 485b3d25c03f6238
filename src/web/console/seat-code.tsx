/** @jsxImportSource react */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type Answer, call } from './call.ts';
import { CopyButton } from './copy-button.tsx';
import { Section } from './section.tsx';
import { SETTINGS } from './settings-words.ts';
import { troubleText } from './trouble.tsx';

interface Code {
  readonly code: string;
  readonly minutes: number;
}

/** A code that lets one work on cases in Teams, once. */
export function SeatCode() {
  const [came, setCame] = useState<Answer<Code> | null>(null);
  const ask = async () => setCame(await call<Code>('POST', '/api/v1/session/code'));
  return (
    <Section title={SETTINGS.teams}>
      <p className="soft">{SETTINGS.teamsNote}</p>
      {came?.ok === true && (
        <div className="row" role="status">
          <code>{SETTINGS.teamsWrite(came.value.code)}</code>
          <CopyButton text={SETTINGS.teamsWrite(came.value.code)} />
          <span className="soft">{SETTINGS.teamsHow(came.value.minutes)}</span>
        </div>
      )}
      {came?.ok === false && (
        <Alert type="error" showIcon role="alert" title={SETTINGS.refused[came.code] ?? troubleText(came)} />
      )}
      <Button onClick={() => void ask()}>{SETTINGS.teamsConnect}</Button>
    </Section>
  );
}
