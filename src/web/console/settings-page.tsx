/** @jsxImportSource react */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { SeatCode } from './seat-code.tsx';
import { Section } from './section.tsx';
import { changePassword, type Session, useSession } from './session.ts';
import { SETTINGS } from './settings-words.ts';
import { troubleText } from './trouble.tsx';
import { teamText } from './user-words.ts';
import { Webhooks } from './webhooks.tsx';
import { LOGIN } from './words.ts';

/** One's own account; for admins also where other programs are told of cases. */
export function SettingsPage() {
  const session = useSession();
  if (session === null) return null;
  return (
    <div className="narrow">
      <h1>{SETTINGS.title}</h1>
      <Mine session={session} />
      <PasswordForm />
      {session.role !== 'author' && <SeatCode />}
      {session.role === 'admin' && <Webhooks />}
    </div>
  );
}

function Mine({ session }: { readonly session: Session }) {
  const { name, login, role, team } = session;
  return (
    <Section title={SETTINGS.mine}>
      <p>
        <b>{name}</b> <span className="soft">{login}</span>
      </p>
      <p className="soft">
        {SETTINGS.role}：{LOGIN.role[role]} · {SETTINGS.team}：{teamText(team)}
      </p>
    </Section>
  );
}

function PasswordForm() {
  // A new form is an empty one.
  const [round, setRound] = useState(0);
  const [said, setSaid] = useState<{ readonly good: boolean; readonly text: string } | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const came = await changePassword(String(fields.get('current')), String(fields.get('next')));
    if (came.ok) setRound(round + 1);
    const text = came.ok ? SETTINGS.changed : (SETTINGS.refused[came.code] ?? troubleText(came));
    setSaid({ good: came.ok, text });
  };
  return (
    <Section title={SETTINGS.password}>
      <form key={round} className="add-user" onSubmit={(event) => void submit(event)}>
        <label htmlFor="current">{SETTINGS.current}</label>
        <Input id="current" name="current" type="password" autoComplete="current-password" required />
        <label htmlFor="next">{SETTINGS.next}</label>
        <Input id="next" name="next" type="password" autoComplete="new-password" minLength={12} required />
        <Button type="primary" htmlType="submit">
          {SETTINGS.change}
        </Button>
      </form>
      {said !== null && (
        <Alert type={said.good ? 'success' : 'error'} showIcon role="alert" title={said.text} />
      )}
    </Section>
  );
}
