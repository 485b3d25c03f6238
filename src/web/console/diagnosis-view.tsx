/** @jsxImportSource react */
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { type Colour, Label } from './label.tsx';
import { momentText } from './times.ts';
import { WORDS } from './words.ts';

const COLOURS: Readonly<Record<Diagnosis['urgency'], Colour>> = {
  wait: 'grey',
  self_service: 'blue',
  act_today: 'amber',
  urgent: 'red',
};

/** How soon something has to be done. */
export function UrgencyTag({ urgency }: { readonly urgency: Diagnosis['urgency'] }) {
  return <Label colour={COLOURS[urgency]}>{WORDS.urgency[urgency]}</Label>;
}

/** When the money is due, and by which rule. */
export function DueLine({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  if (diagnosis.dueAt === null && diagnosis.dueBasis === '') return null;
  return (
    <p className="due">
      {diagnosis.dueAt !== null && (
        <>
          <span className="soft">{WORDS.due}</span> <b>{WORDS.before(momentText(diagnosis.dueAt))}</b>
          <br />
        </>
      )}
      <span className="soft">{diagnosis.dueBasis}</span>
    </p>
  );
}

/** Whom to call, with verified numbers only. */
export function ContactList({ contacts }: { readonly contacts: Diagnosis['contacts'] }) {
  return (
    <ul className="plain">
      {contacts.map(({ id, name, phone, when, verifiedOn }) => (
        <li key={id}>
          <b>{name}</b>
          {phone !== null && verifiedOn !== null && (
            <>
              {' '}
              <a href={`tel:${phone}`}>{phone}</a> <span className="soft">{WORDS.verified(verifiedOn)}</span>
            </>
          )}
          <br />
          <span className="soft">{when}</span>
        </li>
      ))}
    </ul>
  );
}
