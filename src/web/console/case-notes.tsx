/** @jsxImportSource react */
import { Button } from 'antd';
import { type FormEvent, useRef } from 'react';
import type { Doing } from './case-deed.ts';
import type { CaseView } from './case-shape.ts';
import { ACTORS, CASE, HISTORY } from './case-words.ts';
import { Section } from './section.tsx';
import { clockText } from './times.ts';

/** Notes that only colleagues see. */
export function Notes({ notes, act }: { readonly notes: CaseView['notes']; readonly act: Doing }) {
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    if (text !== '' && (await act('notes', { text })) === null) form.current?.reset();
  };
  return (
    <Section title={CASE.notes} id="notes">
      <ul className="plain notes">
        {notes.map(({ id, by, text, at }) => (
          <li key={id}>
            <p className="text">{text}</p>
            <p className="by">
              {by.name} {clockText(at)}
            </p>
          </li>
        ))}
      </ul>
      <form ref={form} onSubmit={(event) => void submit(event)}>
        <textarea name="text" rows={2} maxLength={4000} aria-label={CASE.notes} placeholder={CASE.noteHint} />
        <Button htmlType="submit">{CASE.addNote}</Button>
      </form>
    </Section>
  );
}

/** What was done to the case, and cases like it. */
export function Background({ shown }: { readonly shown: CaseView }) {
  const { similar, history, packet } = shown;
  return (
    <>
      {packet.advised.length > 0 && (
        <Section title={CASE.advised}>
          <ol className="missing">
            {packet.advised.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Section>
      )}
      {similar.length > 0 && (
        <Section title={CASE.similar}>
          <ul className="plain">
            {similar.map(({ id, number, cause, solution, closedAt }) => (
              <li key={id}>
                <a href={`#/case/${encodeURIComponent(id)}`}>{number}</a> <b>{cause}</b>{' '}
                <span className="soft">{clockText(closedAt)}</span>
                {solution !== '' && <p className="text">{solution}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={CASE.history}>
        <ul className="plain history">
          {history.map(({ at, actor, action, detail }) => (
            <li key={`${at} ${action} ${detail}`}>
              <span className="soft">{clockText(at)}</span>{' '}
              {[ACTORS[actor] ?? actor, HISTORY[action]].filter((part) => part !== '').join(' · ')}
              {detail !== '' && <span className="soft"> {detail}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
