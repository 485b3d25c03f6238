/** @jsxImportSource react */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { deliverySchema, hookSchema } from '../api/webhooks.ts';
import { call } from './call.ts';
import { HISTORY } from './case-words.ts';
import { Label } from './label.tsx';
import { useLoaded } from './loaded.ts';
import { Section } from './section.tsx';
import { SETTINGS } from './settings-words.ts';
import { clockText } from './times.ts';
import { Trouble, troubleText } from './trouble.tsx';

type Hook = z.infer<typeof hookSchema>;
type Delivery = z.infer<typeof deliverySchema>;

const PATH = '/api/v1/webhooks';
const SHOWN = 10;
const NAMES: Readonly<Record<string, string>> = HISTORY;

/** Where other programs are told of cases. */
export function Webhooks() {
  const { value, trouble, reload } = useLoaded<{ readonly webhooks: readonly Hook[] }>(PATH);
  // A new form is an empty one.
  const [round, setRound] = useState(0);
  const [secret, setSecret] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const url = String(new FormData(event.currentTarget).get('url'));
    const came = await call<Hook & { readonly secret: string }>('POST', PATH, { url });
    setFailed(came.ok ? null : (SETTINGS.refused[came.code] ?? troubleText(came)));
    if (!came.ok) return;
    setSecret(came.value.secret);
    setRound(round + 1);
    reload();
  };
  return (
    <Section title={SETTINGS.hooks}>
      <p className="soft">{SETTINGS.hooksNote}</p>
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      <form key={round} className="add-user" onSubmit={(event) => void add(event)}>
        <label htmlFor="hook-url">{SETTINGS.url}</label>
        <Input id="hook-url" name="url" type="url" required placeholder="https://" maxLength={2000} />
        <Button htmlType="submit">{SETTINGS.add}</Button>
      </form>
      {failed !== null && <Alert type="error" showIcon role="alert" title={failed} />}
      {secret !== '' && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={SETTINGS.secret}
          description={<code>{secret}</code>}
        />
      )}
      <ul className="users">
        {value?.webhooks.map((hook) => (
          <li key={hook.id}>
            <HookCard hook={hook} changed={reload} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function HookCard({ hook, changed }: { readonly hook: Hook; readonly changed: () => void }) {
  const path = `${PATH}/${encodeURIComponent(hook.id)}`;
  const { value, reload } = useLoaded<{ readonly deliveries: readonly Delivery[] }>(`${path}/deliveries`);
  const send = async (method: 'POST' | 'DELETE', to: string, body?: object) => {
    if ((await call(method, to, body)).ok) (method === 'DELETE' ? changed : reload)();
  };
  const deliveries = value?.deliveries ?? [];
  return (
    <div className="hook">
      <p>
        <b>{hook.url}</b> <span className="soft">{SETTINGS.since(clockText(hook.createdAt))}</span>
      </p>
      <div className="row">
        <Button onClick={() => void send('POST', `${path}/ping`)}>{SETTINGS.ping}</Button>
        <Button danger onClick={() => void send('DELETE', path)}>
          {SETTINGS.remove}
        </Button>
      </div>
      {deliveries.length > 0 && <h3>{SETTINGS.deliveries}</h3>}
      <ul className="plain">
        {deliveries.slice(0, SHOWN).map((one) => (
          <li key={one.id} className="row">
            <span>{eventText(one.type)}</span>
            <Label colour={one.state === 'done' ? 'green' : one.state === 'dead' ? 'red' : 'grey'}>
              {SETTINGS.state[one.state]}
            </Label>
            <span className="soft">{SETTINGS.tries(one.attempts)}</span>
            {one.state === 'dead' && (
              <Button onClick={() => void send('POST', `${path}/revive`, { delivery: one.id })}>
                {SETTINGS.revive}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function eventText(type: string): string {
  return type === 'ping' ? SETTINGS.test : (NAMES[type.replace('case.', '')] ?? type);
}
