/** @jsxImportSource react */

import type { Doing } from './case-deed.ts';
import type { CaseList, CaseView, Colleagues } from './case-shape.ts';
import { CASE, DEEDS } from './case-words.ts';
import { Dialog } from './dialog.tsx';
import { useLoaded } from './loaded.ts';
import { useNames } from './names.ts';
import { useSession } from './session.ts';

interface Props {
  readonly shown: CaseView;
  readonly act: Doing;
  readonly close: () => void;
}

/** Handing a case to another queue or to a colleague, with a word on why. */
export function TransferDialog({ shown, act, close }: Props) {
  const session = useSession();
  const queues = useLoaded<CaseList>('/api/v1/cases?limit=1').value?.queues ?? [];
  const path = `/api/v1/cases/${encodeURIComponent(shown.id)}/agents`;
  const agents = useLoaded<Colleagues>(path).value?.agents ?? [];
  const submit = async (fields: FormData) => {
    const [kind = '', id = ''] = String(fields.get('to')).split(':');
    return (await act('transfer', { [kind]: id, text: String(fields.get('text')) })) === null;
  };
  const others = queues.filter(({ id }) => id !== shown.queue);
  const colleagues = agents.filter(({ id }) => id !== session?.id);
  return (
    <Dialog title={DEEDS.transferTitle} run={DEEDS.transferRun} close={close} submit={submit}>
      <label htmlFor="to">{DEEDS.to}</label>
      <select id="to" name="to" defaultValue="" required>
        <option value="" disabled>
          {CASE.pick}
        </option>
        {colleagues.length > 0 && <Group label={DEEDS.toAgent} kind="assignee" of={colleagues} />}
        {others.length > 0 && <Group label={DEEDS.toQueue} kind="queue" of={others} />}
      </select>
      <label htmlFor="to-text">{DEEDS.reason}</label>
      <textarea id="to-text" name="text" rows={3} maxLength={1000} required />
    </Dialog>
  );
}

interface GroupProps {
  readonly label: string;
  readonly kind: 'assignee' | 'queue';
  readonly of: readonly { readonly id: string; readonly name: string }[];
}

function Group({ label, kind, of }: GroupProps) {
  return (
    <optgroup label={label}>
      {of.map(({ id, name }) => (
        <option key={id} value={`${kind}:${id}`}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

/** Closing a case with what it was in truth. */
export function CloseDialog({ shown, act, close }: Props) {
  const { catalogue } = useNames();
  const guess = shown.packet.diagnosis?.causes[0]?.id ?? '';
  const likely = new Set(shown.packet.diagnosis?.causes.map(({ id }) => id));
  // The likeliest first: mostly it is one of them.
  const causes = [...catalogue.causes].sort((a, b) => Number(likely.has(b.id)) - Number(likely.has(a.id)));
  const submit = async (fields: FormData) => {
    const cause = String(fields.get('cause'));
    const body = {
      cause: cause === '' ? null : cause,
      solved: fields.get('solved') === 'yes',
      text: String(fields.get('text')),
    };
    return (await act('close', body)) === null;
  };
  return (
    <Dialog title={DEEDS.closeTitle} run={DEEDS.closeRun} close={close} submit={submit}>
      <label htmlFor="true-cause">{DEEDS.trueCause}</label>
      <select id="true-cause" name="cause" defaultValue={guess}>
        <option value="">{DEEDS.noCause}</option>
        {causes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label className="choice">
        <input type="radio" name="solved" value="yes" defaultChecked /> {DEEDS.solved}
      </label>
      <label className="choice">
        <input type="radio" name="solved" value="no" /> {DEEDS.unsolved}
      </label>
      <label htmlFor="close-text">{DEEDS.text}</label>
      <textarea id="close-text" name="text" rows={3} maxLength={1000} />
    </Dialog>
  );
}

/** Giving the talk back to the bot. */
export function ReturnDialog({ act, close }: Omit<Props, 'shown'>) {
  const submit = async () => (await act('return')) === null;
  return (
    <Dialog title={DEEDS.returnTitle} run={DEEDS.returnRun} close={close} submit={submit}>
      <p>{DEEDS.returnText}</p>
    </Dialog>
  );
}
