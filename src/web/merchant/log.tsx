import type { ComponentChildren } from 'preact';
import { CardView } from './card.tsx';
import type { Pending, State } from './state.ts';
import { ChoiceButton, type Sender } from './talk-form.tsx';
import type { Line, Question } from './view.ts';
import type { Words } from './words.ts';

interface Props {
  readonly sender: Sender;
  readonly state: State;
  readonly retry: () => void;
}

/** The talk itself, with the open question's buttons after it. */
export function Log({ sender, state, retry }: Props) {
  const { words } = sender.data;
  const { view, pending, notice } = state;
  const { lines } = view;
  const card = view.card === null ? -1 : lines.map((line) => line.kind).lastIndexOf('diagnosis');
  const now = firstAnswer(lines);
  return (
    <main>
      <div class="log" role="log" aria-live="polite" aria-label={words.page_log}>
        {lines.map((line, i) => (
          <Entry key={line.seq} line={line} before={lines[i - 1] ?? null} words={words} now={i === now}>
            {i === card && view.card !== null ? (
              <CardView
                card={view.card}
                text={line.text}
                id={`${view.id}-${line.seq}`}
                state={state}
                sender={sender}
              />
            ) : null}
          </Entry>
        ))}
        {pending === null ? null : <Sent pending={pending} words={words} retry={retry} />}
        {notice === null ? null : <p class="notice">{notice}</p>}
      </div>
      {view.person === null ? null : (
        <p class="person" role="status">
          {view.person}
        </p>
      )}
      {view.person === null || state.live ? null : (
        <p>
          <a class="button" href={`/${sender.data.query}#now`}>
            {words.page_reload}
          </a>
        </p>
      )}
      {state.back ? <Recap words={words} facts={view.facts} /> : null}
      {view.question === null || pending !== null ? null : (
        <Choices question={view.question} sender={sender} />
      )}
    </main>
  );
}

/** Where the answer to the merchant's last words begins: what a page without a script jumps to. */
function firstAnswer(lines: readonly Line[]): number {
  const said = lines.map((line) => line.from).lastIndexOf('merchant');
  return Math.min(said + 1, lines.length - 1);
}

const WHO = { bot: 'page_bot', agent: 'page_person', system: 'page_bot', merchant: 'page_me' } as const;

function Entry(props: {
  readonly line: Line;
  readonly before: Line | null;
  readonly words: Words;
  readonly now: boolean;
  readonly children: ComponentChildren;
}) {
  const { line, before, words, now, children } = props;
  const goesOn = before?.from === line.from && before.clock === line.clock;
  return (
    <article class={`line ${line.from}`} id={now ? 'now' : undefined} tabIndex={now ? -1 : undefined}>
      <p class={goesOn ? 'unseen' : 'who'}>
        <span class={line.from === 'agent' ? '' : 'unseen'}>{words[WHO[line.from]]}</span>{' '}
        <time>{line.clock}</time>
      </p>
      {children ?? <Bubble line={line} words={words} />}
    </article>
  );
}

function Bubble({ line, words }: { readonly line: Line; readonly words: Words }) {
  if (line.kind !== 'diagnosis') return <p class={`bubble ${line.kind ?? ''}`}>{line.text}</p>;
  return (
    <details class="bubble earlier">
      <summary>{words.page_earlier}</summary>
      {line.text}
    </details>
  );
}

function Sent({ pending, words, retry }: { pending: Pending; words: Words; retry: () => void }) {
  return (
    <>
      <article class="line merchant sent">
        <p class="bubble">{pending.shown}</p>
      </article>
      {pending.state === 'sending' ? (
        <p class="typing">
          <span class="unseen">{words.page_waiting}</span>
          <i />
          <i />
          <i />
        </p>
      ) : (
        <p class="notice">
          {pending.state === 'waiting' ? words.page_retrying : words.page_trouble}{' '}
          <button type="button" class="small" onClick={retry}>
            {words.page_resend}
          </button>
        </p>
      )}
    </>
  );
}

function Recap({ words, facts }: { readonly words: Words; readonly facts: readonly string[] }) {
  return (
    <section class="recap">
      <p>{words.page_recap}</p>
      {facts.length === 0 ? null : (
        <>
          <p>{words.page_facts}</p>
          <ul>
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Choices({ question, sender }: { readonly question: Question; readonly sender: Sender }) {
  const { words } = sender.data;
  return (
    <section class="choices" aria-label={words.page_choices}>
      {question.choices.map((choice) => (
        <ChoiceButton
          key={choice.value}
          sender={sender}
          value={`${question.slot}:${choice.value}`}
          label={choice.label}
        />
      ))}
      {question.why === null ? null : (
        <details class="why">
          <summary>{words.page_why}</summary>
          <p>{question.why}</p>
        </details>
      )}
    </section>
  );
}
