/** @jsxImportSource react */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useAddress } from './address.ts';
import { logIn, type Standing } from './session.ts';
import { troubleText } from './trouble.tsx';
import { LOGIN, WORDS } from './words.ts';

interface Props {
  /** what needs no login may be used */
  readonly open: boolean;
  /** one can log in at another place, too */
  readonly elsewhere: boolean;
  readonly enter: (standing: Standing) => void;
}

const ELSEWHERE = '/api/v1/session/oidc';

const SAID: Readonly<Record<string, string>> = {
  wrong_login: LOGIN.wrong,
  too_many_attempts: LOGIN.wait,
  too_many_requests: LOGIN.wait,
  not_vouched: LOGIN.notVouched,
  provider_unreachable: LOGIN.noProvider,
  not_encrypted: LOGIN.insecure,
};

/** Name and password. */
export function LoginPage({ open, elsewhere, enter }: Props) {
  const { query } = useAddress();
  const [trouble, setTrouble] = useState(SAID[query.get('refused') ?? ''] ?? null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const came = await logIn(String(form.get('login')), String(form.get('password')));
    setBusy(false);
    if (came.ok) enter(came.value);
    else setTrouble(SAID[came.code] ?? troubleText(came));
  };
  return (
    <main className="login">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <p className="brand">{WORDS.brand}</p>
        <h1>{LOGIN.title}</h1>
        <label htmlFor="login">{LOGIN.login}</label>
        <Input id="login" name="login" autoComplete="username" required autoFocus size="large" />
        <label htmlFor="password">{LOGIN.password}</label>
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          size="large"
        />
        {trouble !== null && <Alert type="error" showIcon title={trouble} role="alert" />}
        <Button type="primary" htmlType="submit" loading={busy} size="large" block>
          {LOGIN.enter}
        </Button>
        {elsewhere && (
          <a className="button" href={ELSEWHERE}>
            {LOGIN.elsewhere}
          </a>
        )}
        {open && (
          <Button type="link" onClick={() => enter({ type: 'guest' })} block>
            {LOGIN.withoutLogin}
          </Button>
        )}
        <p className="soft">{LOGIN.noUser}</p>
      </form>
    </main>
  );
}
