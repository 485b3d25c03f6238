/** @jsxImportSource react */
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Doing } from './case-deed.ts';
import type { CaseView, MissingFact, PacketFact } from './case-shape.ts';
import { CASE } from './case-words.ts';
import { Label } from './label.tsx';
import { Section } from './section.tsx';
import { WORDS } from './words.ts';

interface Props {
  readonly packet: CaseView['packet'];
  readonly may: boolean;
  readonly act: Doing;
}

/** What is known, with the words it comes from; a correction runs the diagnosis again. */
export function FactEditor({ packet, may, act }: Props) {
  const [edited, setEdited] = useState<string | null>(null);
  const set = async (slot: string, value: string | null) => {
    if ((await act('facts', { facts: { [slot]: value } })) === null) setEdited(null);
  };
  const state = packet.confirmed ? CASE.confirmed : CASE.unconfirmed;
  return (
    <Section
      title={CASE.facts}
      id="facts"
      extra={<Label colour={packet.confirmed ? 'green' : 'grey'}>{state}</Label>}
    >
      <ul className="packet">
        {packet.facts.map((fact) => (
          <li key={fact.slot}>
            <FactLine fact={fact} edit={may && edited !== fact.slot ? () => setEdited(fact.slot) : null} />
            {edited === fact.slot && (
              <ValueForm
                of={fact}
                was={fieldText(fact.value)}
                set={(value) => void set(fact.slot, value)}
                close={() => setEdited(null)}
              />
            )}
          </li>
        ))}
      </ul>
      {packet.missing.length > 0 && <h3>{CASE.missing}</h3>}
      <ul className="packet">
        {packet.missing.map((one) => (
          <li key={one.slot}>
            <div className="fact">
              <span className="soft">{one.name}</span>
              <span>{one.question}</span>
              {may && edited !== one.slot && (
                <Button size="small" aria-label={CASE.fillOf(one.name)} onClick={() => setEdited(one.slot)}>
                  {CASE.fill}
                </Button>
              )}
            </div>
            {edited === one.slot && (
              <ValueForm
                of={one}
                was={null}
                set={(value) => void set(one.slot, value)}
                close={() => setEdited(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A value as its field takes it; of a stretch of time its beginning, in Chinese time as the server tells it. */
function fieldText(value: PacketFact['value']): string {
  return typeof value === 'string' ? value : value.from.slice(0, 'YYYY-MM-DDTHH:MM'.length);
}

function FactLine({ fact, edit }: { readonly fact: PacketFact; readonly edit: (() => void) | null }) {
  return (
    <div className="fact">
      <span className="soft">{fact.name}</span>
      <span>
        <b>{fact.label}</b> {fact.hedged && <Label colour="amber">{CASE.hedged}</Label>}
        {fact.by === 'agent' && <Label colour="violet">{CASE.byAgent}</Label>}
        {fact.said !== '' && <span className="soft"> {CASE.said(fact.said)}</span>}
      </span>
      {edit !== null && (
        <Button size="small" aria-label={CASE.changeOf(fact.name)} onClick={edit}>
          {CASE.change}
        </Button>
      )}
    </div>
  );
}

interface FormProps {
  readonly of: Pick<PacketFact | MissingFact, 'slot' | 'name' | 'kind' | 'choices'>;
  /** null: it is not known yet */
  readonly was: string | null;
  readonly set: (value: string | null) => void;
  readonly close: () => void;
}

function ValueForm({ of, was, set, close }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = String(new FormData(event.currentTarget).get('value'));
    // The field knows no zone; here it is Chinese time.
    set(of.kind === 'time' ? `${value}:00+08:00` : value);
  };
  return (
    <form className="row value" onSubmit={submit}>
      {of.choices.length > 0 ? (
        <select name="value" aria-label={of.name} defaultValue={was ?? ''} required>
          <option value="" disabled>
            {CASE.pick}
          </option>
          {of.choices.map(({ label, value }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <Input
          name="value"
          aria-label={of.name}
          type={of.kind === 'time' ? 'datetime-local' : 'text'}
          defaultValue={was ?? ''}
          required
        />
      )}
      <Button type="primary" htmlType="submit">
        {WORDS.save}
      </Button>
      <Button onClick={close}>{WORDS.cancel}</Button>
      {was !== null && (
        <Button danger onClick={() => set(null)}>
          {CASE.forget}
        </Button>
      )}
    </form>
  );
}
