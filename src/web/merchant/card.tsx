import { Contacts } from './contacts.tsx';
import { ShareButtons } from './share-buttons.tsx';
import type { State } from './state.ts';
import { Steps } from './steps.tsx';
import { ControlButton, type Sender } from './talk-form.tsx';
import type { Card, StationLine } from './view.ts';
import type { Words } from './words.ts';

interface Props {
  readonly card: Card;
  /** the same answer as plain text */
  readonly text: string;
  readonly id: string;
  readonly state: State;
  readonly sender: Sender;
}

/** The answer: what it is, when the money is due, what to do, whom to call. */
export function CardView({ card, text, id, state, sender }: Props) {
  const { words } = sender.data;
  const { live, view } = state;
  const warnings = <Warnings title={words.page_warnings} points={card.warnings} />;
  return (
    <section class={`card ${card.urgent ? 'urgent' : ''}`}>
      {card.urgent ? warnings : null}
      <h2>
        {card.name} <span class={`badge ${card.strength}`}>{card.sure}</span>
      </h2>
      <p>{card.summary}</p>
      <DuePart card={card} words={words} />
      {card.urgent ? null : warnings}
      <Steps id={id} steps={card.steps} title={words.page_steps} live={live} />
      <Points title={words.page_prepare} points={card.prepare} />
      <Contacts contacts={card.contacts} words={words} live={live} />
      {card.after === '' ? null : (
        <>
          <h3>{words.page_after}</h3>
          <p>{card.after}</p>
        </>
      )}
      <Reasons card={card} words={words} />
      {live ? <ShareButtons card={card} text={text} words={words} /> : null}
      {view.status === 'answered' ? (
        <div class="solved">
          <p>{words.page_ask_solved}</p>
          <ControlButton sender={sender} control="page_solved">
            {words.page_solved}
          </ControlButton>
          <ControlButton sender={sender} control="page_unsolved">
            {words.page_unsolved}
          </ControlButton>
        </div>
      ) : null}
    </section>
  );
}

function DuePart({ card, words }: { readonly card: Card; readonly words: Words }) {
  if (card.due === null) return card.dueBasis === '' ? null : <p>{card.dueBasis}</p>;
  return (
    <div class="due">
      <p>
        {words.page_due}
        <strong>{card.due}</strong>
      </p>
      <Timeline stations={card.timeline} words={words} />
      <p class="basis">{card.dueBasis}</p>
      {card.calendar ? (
        <a class="button" href="/due.ics">
          {words.page_calendar}
        </a>
      ) : null}
    </div>
  );
}

function Timeline({ stations, words }: { readonly stations: readonly StationLine[]; readonly words: Words }) {
  if (stations.length === 0) return null;
  return (
    <ol class="timeline" aria-label={words.page_timeline}>
      {stations.map((station) => (
        <li key={station.name} class={station.past ? 'past' : ''}>
          <b>{station.name}</b>
          <span>{station.time}</span>
        </li>
      ))}
    </ol>
  );
}

/** What must not be done. In danger it stands before the heading of the answer, so it has none itself. */
function Warnings({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <div class="warnings">
      <p>{title}</p>
      <List points={points} />
    </div>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <List points={points} />
    </>
  );
}

function List({ points }: { readonly points: readonly string[] }) {
  return (
    <ul>
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

function Reasons({ card, words }: { readonly card: Card; readonly words: Words }) {
  if (card.because.length + card.against.length + card.others.length === 0) return null;
  return (
    <details class="reasons">
      <summary>{words.page_because}</summary>
      <Points title={words.page_for} points={card.because} />
      <Points title={words.page_against} points={card.against} />
      <Points title={words.page_others} points={card.others} />
    </details>
  );
}
