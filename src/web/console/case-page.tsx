/** @jsxImportSource react */
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useAddress } from './address.ts';
import { type Doing, useDeeds } from './case-deed.ts';
import { CloseDialog, ReturnDialog, TransferDialog } from './case-dialogs.tsx';
import { Background, Notes } from './case-notes.tsx';
import type { CaseView } from './case-shape.ts';
import { CASE, QUEUE } from './case-words.ts';
import { CauseBars } from './cause-bars.tsx';
import { ContactList, DueLine, UrgencyTag } from './diagnosis-view.tsx';
import { useDoorbell } from './doorbell.ts';
import { FactEditor } from './fact-editor.tsx';
import { Label } from './label.tsx';
import { useLoaded } from './loaded.ts';
import { PathDrawing } from './path-drawing.tsx';
import { ReplyForm } from './reply-form.tsx';
import { Section } from './section.tsx';
import { useSession } from './session.ts';
import { SlaLabel, StatusLabel } from './sla-label.tsx';
import { clockText } from './times.ts';
import { Transcript } from './transcript.tsx';
import { Trouble } from './trouble.tsx';
import { TRIAGE, WORDS } from './words.ts';

const EXTEND_MS = 60_000;
const JUMPS = ['talk', 'reply', 'facts', 'causes', 'notes'] as const;

/** One case: the talk on one side, what is known of it on the other. */
export function CasePage() {
  const { id } = useAddress();
  const { value, trouble, reload, put } = useLoaded<CaseView>(`/api/v1/cases/${encodeURIComponent(id)}`);
  const deeds = useDeeds(value, put, reload);
  useDoorbell('/api/v1/cases/events', (data) => {
    if (concerns(data, value)) reload();
  });
  useKept(value, deeds.act);
  if (value === null) {
    return trouble === null ? (
      <p className="waiting">{WORDS.loading}</p>
    ) : (
      <Trouble of={trouble} retry={reload} />
    );
  }
  return (
    <article className="case">
      <CaseHead shown={value} act={deeds.act} busy={deeds.busy} />
      <Jumps />
      {deeds.trouble !== null && <Trouble of={deeds.trouble} />}
      <div className="case-columns">
        <div className="column">
          <Transcript lines={value.transcript} />
          <ReplyForm shown={value} act={deeds.act} busy={deeds.busy} />
          <Notes notes={value.notes} act={deeds.act} />
        </div>
        <div className="column">
          <Outcome outcome={value.outcome} />
          <FactEditor packet={value.packet} may={value.may.correct} act={deeds.act} />
          <Judgement shown={value} />
          <Background shown={value} />
        </div>
      </div>
    </article>
  );
}

/** Whether whoever looks has taken the case; one that was passed on to them waits to be taken. */
function isHeld({ mine, status }: CaseView): boolean {
  return mine && status !== 'waiting';
}

/** Whether an event speaks of this case; one that names none may concern every case. */
function concerns(data: string | null, shown: CaseView | null): boolean {
  if (data === null || shown === null) return true;
  const hint = JSON.parse(data);
  return hint.case === null || hint.case === shown.id || hint.conversation === shown.conversationId;
}

/** Keeps the case of whoever looks at it. */
function useKept(shown: CaseView | null, act: Doing): void {
  const held = shown !== null && isHeld(shown) && shown.leaseUntil !== null;
  useEffect(() => {
    if (!held) return;
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') void act('extend');
    }, EXTEND_MS);
    return () => window.clearInterval(timer);
  }, [held, act]);
}

/** On a phone the page is long: the ways to its parts stay in sight. */
function Jumps() {
  return (
    <nav className="jumps" aria-label={CASE.jumps}>
      {JUMPS.map((id) => (
        <button key={id} type="button" onClick={() => document.getElementById(id)?.scrollIntoView()}>
          {CASE.jump[id]}
        </button>
      ))}
    </nav>
  );
}

interface HeadProps {
  readonly shown: CaseView;
  readonly act: Doing;
  readonly busy: boolean;
}

function CaseHead({ shown, act, busy }: HeadProps) {
  const { assignee, mine, leaseUntil } = shown;
  return (
    <header className="case-head">
      <div>
        <a href="#/queue">← {CASE.back}</a>
        <h1>
          {shown.number} · {shown.issue?.label ?? QUEUE.noIssue}
        </h1>
        <p className="labels">
          <StatusLabel status={shown.status} />
          {shown.urgency !== null && <UrgencyTag urgency={shown.urgency} />}
          <SlaLabel sla={shown.sla} />
          <Label colour="grey">{shown.queueName}</Label>
          {shown.amount !== null && <Label colour="grey">{shown.amount.label}</Label>}
          {assignee !== null && !mine && <span className="soft">{CASE.held(assignee.name)}</span>}
          {mine && leaseUntil !== null && (
            <span className="soft">{(isHeld(shown) ? CASE.lease : CASE.kept)(clockText(leaseUntil))}</span>
          )}
        </p>
      </div>
      <DeedButtons shown={shown} act={act} busy={busy} />
    </header>
  );
}

function DeedButtons({ shown, act, busy }: HeadProps) {
  const [open, setOpen] = useState<'transfer' | 'close' | 'return' | null>(null);
  const session = useSession();
  const { may, assignee, mine } = shown;
  const holds = isHeld(shown);
  const close = () => setOpen(null);
  // Whoever leads may take a case from somebody who holds it.
  const force = assignee !== null && !mine && session?.role !== 'agent';
  return (
    <div className="row">
      {may.take && !holds && (
        <Button type="primary" loading={busy} onClick={() => void act('take', { force })}>
          {force ? CASE.force : CASE.take}
        </Button>
      )}
      {may.return && <Button onClick={() => setOpen('return')}>{CASE.giveBack}</Button>}
      {may.transfer && <Button onClick={() => setOpen('transfer')}>{CASE.transfer}</Button>}
      {may.close && <Button onClick={() => setOpen('close')}>{CASE.close}</Button>}
      {open === 'transfer' && <TransferDialog shown={shown} act={act} close={close} />}
      {open === 'close' && <CloseDialog shown={shown} act={act} close={close} />}
      {open === 'return' && <ReturnDialog act={act} close={close} />}
    </div>
  );
}

function Outcome({ outcome }: { readonly outcome: CaseView['outcome'] }) {
  if (outcome === null) return null;
  return (
    <Section title={CASE.outcome} extra={<span className="soft">{clockText(outcome.at)}</span>}>
      <p>
        <b>{outcome.cause?.name}</b>{' '}
        {outcome.confirmed && <Label colour="green">{CASE.outcomeConfirmed}</Label>}
      </p>
      <p className="text">{outcome.text}</p>
    </Section>
  );
}

function Judgement({ shown }: { readonly shown: CaseView }) {
  const { packet, path } = shown;
  const { diagnosis } = packet;
  return (
    <>
      {diagnosis !== null && (
        <Section title={CASE.causes} id="causes" extra={<UrgencyTag urgency={diagnosis.urgency} />}>
          {diagnosis.warnings.map((warning) => (
            <Alert key={warning} type="error" showIcon title={warning} />
          ))}
          <DueLine diagnosis={diagnosis} />
          <CauseBars causes={diagnosis.causes} />
        </Section>
      )}
      {path.stops.length > 0 && (
        <Section title={CASE.path} extra={<span className="soft">{path.title}</span>}>
          <PathDrawing path={path} />
        </Section>
      )}
      {diagnosis !== null && diagnosis.contacts.length > 0 && (
        <Section title={TRIAGE.contacts}>
          <ContactList contacts={diagnosis.contacts} />
        </Section>
      )}
    </>
  );
}
