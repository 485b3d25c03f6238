/** @jsxImportSource react */
import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../conversation/reply.ts';
import type { Triage } from '../../conversation/triage.ts';
import { CauseBars } from './cause-bars.tsx';
import { CopyButton } from './copy-button.tsx';
import { ContactList, DueLine, UrgencyTag } from './diagnosis-view.tsx';
import { Label } from './label.tsx';
import { MarkedText } from './marked-text.tsx';
import { useNames } from './names.ts';
import { PathDrawing } from './path-drawing.tsx';
import { Section } from './section.tsx';
import { TRIAGE } from './words.ts';

/** The verdict on a pasted text: what to write back, why, and what to ask. */
export function Verdict({ triage }: { readonly triage: Triage }) {
  const { diagnosis, leaning, replies, missing, path } = triage;
  return (
    <>
      <Headline triage={triage} />
      {replies.length > 0 && <ReplyBox replies={replies} />}
      {diagnosis !== null && (
        <Section title={TRIAGE.causes} extra={<UrgencyTag urgency={diagnosis.urgency} />}>
          <DueLine diagnosis={diagnosis} />
          <CauseBars causes={diagnosis.causes} />
        </Section>
      )}
      {leaning.length > 0 && (
        <Section title={TRIAGE.leaning}>
          <CauseBars causes={leaning} />
        </Section>
      )}
      {missing.length > 0 && (
        <Section title={TRIAGE.missing}>
          <ol className="missing">
            {missing.map(({ slot, question }) => (
              <li key={slot}>{question}</li>
            ))}
          </ol>
        </Section>
      )}
      {diagnosis !== null && (
        <Section title={TRIAGE.contacts}>
          <ContactList contacts={diagnosis.contacts} />
        </Section>
      )}
      {path.stops.length > 0 && (
        <Section title={TRIAGE.path} extra={<span className="soft">{path.title}</span>}>
          <PathDrawing path={path} />
        </Section>
      )}
    </>
  );
}

function Headline({ triage }: { readonly triage: Triage }) {
  const { outOfScope, control, diagnosis, slots } = triage;
  return (
    <>
      {outOfScope && <Alert type="warning" showIcon title={TRIAGE.outside} />}
      {control === 'human' && <Alert type="info" showIcon title={TRIAGE.human} />}
      {!outOfScope && diagnosis === null && Object.keys(slots).length === 0 && (
        <Alert type="info" showIcon title={TRIAGE.nothing} />
      )}
      {(diagnosis?.warnings ?? []).map((warning) => (
        <Alert key={warning} type="error" showIcon title={warning} />
      ))}
    </>
  );
}

/** What was read out of the text, in it and as a list. */
export function Heard({ triage }: { readonly triage: Triage }) {
  const names = useNames();
  const { text, spans, slots } = triage;
  return (
    <Section title={TRIAGE.marked}>
      <MarkedText text={text} spans={spans} />
      <dl className="facts">
        {Object.entries(slots).map(([slot, fact]) => (
          <div key={slot}>
            <dt>{names.slot(slot)}</dt>
            <dd>
              <Label colour="blue">{names.value(slot, fact.value)}</Label>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function ReplyBox({ replies }: { readonly replies: readonly Reply[] }) {
  const [chosen, setChosen] = useState(0);
  const shown = replies[chosen] ?? replies[0];
  const options = replies.map(({ kind }, value) => ({
    value,
    label: kind === 'question' ? TRIAGE.replyQuestion : TRIAGE.replyAnswer,
  }));
  return (
    <Section title={TRIAGE.reply} className="reply" extra={<CopyButton primary text={shown?.text ?? ''} />}>
      {options.length > 1 && (
        <Segmented aria-label={TRIAGE.reply} options={options} value={chosen} onChange={setChosen} />
      )}
      <p className="reply-text">{shown?.text}</p>
    </Section>
  );
}
