/** @jsxImportSource react */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { userSchema } from '../api/users.ts';
import { call } from './call.ts';
import { Label } from './label.tsx';
import { useLoaded } from './loaded.ts';
import { Section } from './section.tsx';
import { clockText } from './times.ts';
import { Trouble, troubleText } from './trouble.tsx';
import { teamText, USERS } from './user-words.ts';
import { LOGIN, WORDS } from './words.ts';

type User = z.infer<typeof userSchema>;

const PATH = '/api/v1/users';
const ROLES = ['agent', 'lead', 'author', 'admin'] as const;

/** Who works at the desk: for admins. */
export function UsersPage() {
  const { value, trouble, reload } = useLoaded<{ readonly users: readonly User[] }>(PATH);
  const [failed, setFailed] = useState<string | null>(null);
  const send = async (method: 'POST' | 'PATCH', path: string, body: object) => {
    const answer = await call(method, path, body);
    setFailed(answer.ok ? null : (USERS.refused[answer.code] ?? troubleText(answer)));
    if (answer.ok) reload();
    return answer.ok;
  };
  return (
    <div className="narrow">
      <h1>{USERS.title}</h1>
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      {failed !== null && <Alert className="trouble" type="error" showIcon role="alert" title={failed} />}
      <AddForm add={(body) => send('POST', PATH, body)} />
      <ul className="users">
        {value?.users.map((user) => (
          <li key={user.id} className="card">
            <UserLine user={user} change={(body) => void send('PATCH', `${PATH}/${user.id}`, body)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function UserLine({ user, change }: { readonly user: User; readonly change: (body: object) => void }) {
  const out = user.disabledAt !== null;
  return (
    <>
      <div>
        <b>{user.name}</b> <span className="soft">{user.login}</span>{' '}
        {out && <Label colour="grey">{USERS.disabled}</Label>}
        <p className="soft">
          {USERS.team}：{teamText(user.team)} · {USERS.since(clockText(user.createdAt))}
        </p>
      </div>
      <div className="row">
        <select
          aria-label={USERS.roleOf(user.name)}
          value={user.role}
          onChange={(event) => change({ role: event.target.value })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {LOGIN.role[role]}
            </option>
          ))}
        </select>
        <Button onClick={() => change({ disabled: !out })}>{out ? USERS.enable : USERS.disable}</Button>
      </div>
      <ChangeForm user={user} change={change} />
    </>
  );
}

/** What is filled in anew of a user; the rest stays. */
function ChangeForm({ user, change }: { readonly user: User; readonly change: (body: object) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change(filledIn(event.currentTarget));
  };
  const id = (field: string) => `${field}-${user.id}`;
  return (
    <details className="more">
      <summary aria-label={USERS.changeOf(user.name)}>{USERS.change}</summary>
      <form className="add-user" onSubmit={submit}>
        <label htmlFor={id('name')}>{USERS.name}</label>
        <Input id={id('name')} name="name" defaultValue={user.name} maxLength={64} autoComplete="off" />
        <label htmlFor={id('team')}>{USERS.team}</label>
        <Input id={id('team')} name="team" placeholder={teamText(user.team)} maxLength={64} />
        <label htmlFor={id('password')}>{USERS.newPassword}</label>
        <Input
          id={id('password')}
          name="password"
          type="password"
          minLength={12}
          autoComplete="new-password"
        />
        <Button htmlType="submit">{WORDS.save}</Button>
      </form>
    </details>
  );
}

/** The fields of a form that hold something. */
function filledIn(form: HTMLFormElement): object {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
}

function AddForm({ add }: { readonly add: (body: object) => Promise<boolean> }) {
  // A new form is an empty one.
  const [round, setRound] = useState(0);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await add(filledIn(event.currentTarget))) setRound(round + 1);
  };
  return (
    <Section title={USERS.add}>
      <form key={round} className="add-user" onSubmit={(event) => void submit(event)}>
        <label htmlFor="user-login">{LOGIN.login}</label>
        <Input id="user-login" name="login" required minLength={2} maxLength={128} autoComplete="off" />
        <label htmlFor="user-name">{USERS.name}</label>
        <Input id="user-name" name="name" required maxLength={64} autoComplete="off" />
        <label htmlFor="user-password">{LOGIN.password}</label>
        <Input
          id="user-password"
          name="password"
          type="password"
          required
          minLength={12}
          autoComplete="new-password"
        />
        <label htmlFor="user-team">{USERS.team}</label>
        <Input id="user-team" name="team" placeholder={USERS.noTeam} maxLength={64} />
        <label htmlFor="user-role">{USERS.role}</label>
        <select id="user-role" name="role">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {LOGIN.role[role]}
            </option>
          ))}
        </select>
        <Button type="primary" htmlType="submit">
          {WORDS.save}
        </Button>
      </form>
    </Section>
  );
}
