/** @jsxImportSource react */
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { auditEntrySchema } from '../api/audit.ts';
import type { userSchema } from '../api/users.ts';
import { AUDIT } from './audit-words.ts';
import { useLoaded } from './loaded.ts';
import { clockText } from './times.ts';
import { Trouble } from './trouble.tsx';
import { WORDS } from './words.ts';

type Entry = z.infer<typeof auditEntrySchema>;
type Users = { readonly users: readonly z.infer<typeof userSchema>[] };

/** Who saw, changed, took, closed and exported what: for admins. */
export function AuditPage() {
  const [before, setBefore] = useState<number | null>(null);
  const { value, trouble, reload } = useLoaded<{ readonly entries: readonly Entry[] }>(
    before === null ? '/api/v1/audit' : `/api/v1/audit?before=${before}`,
  );
  const users = useLoaded<Users>('/api/v1/users').value?.users;
  const names = useMemo(() => new Map((users ?? []).map(({ id, name }) => [id, name])), [users]);
  const last = value?.entries.at(-1)?.seq ?? 1;
  return (
    <div className="narrow">
      <h1>{AUDIT.title}</h1>
      <p className="soft">{AUDIT.note}</p>
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      {value === null && trouble === null && <p className="waiting">{WORDS.loading}</p>}
      {value !== null && (
        <section className="card" aria-label={AUDIT.title}>
          {value.entries.length === 0 && <p className="soft">{AUDIT.empty}</p>}
          <ul className="plain audit">
            {value.entries.map((entry) => (
              <li key={entry.seq}>
                <EntryLine entry={entry} names={names} />
              </li>
            ))}
          </ul>
          <div className="row">
            <Button disabled={before === null} onClick={() => setBefore(null)}>
              {AUDIT.newest}
            </Button>
            <Button disabled={last <= 1} onClick={() => setBefore(last)}>
              {AUDIT.older}
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

function EntryLine({ entry, names }: { readonly entry: Entry; readonly names: ReadonlyMap<string, string> }) {
  const { seq, at, actor, action, entity, entityId } = entry;
  const thing = AUDIT.thing[entity] ?? entity;
  const who = names.get(actor) ?? AUDIT.actor[actor] ?? AUDIT.nobody;
  return (
    <>
      <span className="soft">
        {seq} · {clockText(at)}
      </span>{' '}
      <b>{who}</b> {AUDIT.action[action] ?? action}
      {entity === 'case' ? (
        <>
          {' '}
          <a href={`#/case/${encodeURIComponent(entityId)}`}>{thing}</a>
        </>
      ) : (
        ` ${thing} ${entity === 'user' ? (names.get(entityId) ?? '') : ''}`
      )}
    </>
  );
}
