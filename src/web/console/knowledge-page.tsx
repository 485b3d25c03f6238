/** @jsxImportSource react */
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Finding } from '../../desk/find-knowledge.ts';
import { go, useAddress } from './address.ts';
import { CopyButton } from './copy-button.tsx';
import { type Colour, Label } from './label.tsx';
import { useLoaded } from './loaded.ts';
import { Trouble } from './trouble.tsx';
import { KNOWLEDGE, WORDS } from './words.ts';

const COLOURS: Readonly<Record<Finding['kind'], Colour>> = {
  cause: 'blue',
  code: 'violet',
  article: 'green',
  contact: 'amber',
  payout: 'teal',
};

/** Looking things up; the address holds the words, so that a search can be sent on. */
export function KnowledgePage() {
  const { query } = useAddress();
  const asked = query.get('q') ?? '';
  const [words, setWords] = useState(asked);
  const path = asked === '' ? null : `/api/v1/knowledge?q=${encodeURIComponent(asked)}`;
  const { value, trouble, reload } = useLoaded<{ readonly found: readonly Finding[] }>(path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(`#/knowledge?q=${encodeURIComponent(words.trim())}`);
  };
  return (
    <div className="narrow">
      <h1 className="visually-hidden">{WORDS.pages.knowledge}</h1>
      <search className="card search">
        <form onSubmit={submit}>
          <label htmlFor="words">{KNOWLEDGE.label}</label>
          <div className="row">
            <Input
              id="words"
              type="search"
              value={words}
              maxLength={200}
              placeholder={KNOWLEDGE.hint}
              onChange={(event) => setWords(event.target.value)}
            />
            <Button type="primary" htmlType="submit">
              {WORDS.search}
            </Button>
          </div>
        </form>
      </search>
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      {path !== null && value !== null && (
        <div aria-live="polite">
          <p className="soft count">
            {value.found.length === 0 ? KNOWLEDGE.nothing : KNOWLEDGE.found(value.found.length)}
          </p>
          {value.found.map((finding) => (
            <FindingCard key={`${finding.kind} ${finding.id}`} finding={finding} />
          ))}
        </div>
      )}
    </div>
  );
}

/** One thing that was found, ready to be told. */
function FindingCard({ finding }: { readonly finding: Finding }) {
  const { kind, title, text, steps, phone, verifiedOn } = finding;
  const told = [text, ...steps.map((step, i) => `${i + 1}. ${step}`)].filter((line) => line !== '');
  return (
    <article className="card">
      <div className="card-head">
        <h2>
          <Label colour={COLOURS[kind]}>{KNOWLEDGE.kind[kind]}</Label> {title}
        </h2>
        {told.length > 0 && kind !== 'contact' && <CopyButton text={told.join('\n')} />}
      </div>
      {kind === 'contact' && (
        <p>
          {phone === null || verifiedOn === null ? (
            <span className="soft">{KNOWLEDGE.noPhone}</span>
          ) : (
            <>
              <a className="phone" href={`tel:${phone}`}>
                {phone}
              </a>{' '}
              <span className="soft">{WORDS.verified(verifiedOn)}</span>
            </>
          )}
        </p>
      )}
      <p className="text">{text}</p>
      {steps.length > 0 && (
        <details>
          <summary>{KNOWLEDGE.steps}</summary>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </article>
  );
}
