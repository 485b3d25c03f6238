/** @jsxImportSource react */
import type { CaseSummary } from './case-shape.ts';
import { QUEUE } from './case-words.ts';
import { UrgencyTag } from './diagnosis-view.tsx';
import { Label } from './label.tsx';
import { SlaLabel, StatusLabel } from './sla-label.tsx';

/** The queue on a phone. */
export function CaseCards({ cases }: { readonly cases: readonly CaseSummary[] }) {
  if (cases.length === 0) return <p className="card soft empty">{QUEUE.empty}</p>;
  return (
    <ul className="case-cards">
      {cases.map((one) => (
        <li key={one.id}>
          <a className="card" href={`#/case/${encodeURIComponent(one.id)}`}>
            <span className="labels">
              <SlaLabel sla={one.sla} />
              <StatusLabel status={one.status} />
              {one.urgency !== null && <UrgencyTag urgency={one.urgency} />}
              {one.unread > 0 && <Label colour="blue">{QUEUE.unread(one.unread)}</Label>}
            </span>
            <b>
              {one.number} · {one.issue?.label ?? QUEUE.noIssue}
            </b>
            <span className="soft">{one.cause?.name ?? QUEUE.noCause}</span>
            {one.lastLine !== null && <span className="clip soft">{one.lastLine.text}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
