/** @jsxImportSource react */
import type { CaseSummary } from './case-shape.ts';
import { QUEUE } from './case-words.ts';
import { type Colour, Label } from './label.tsx';
import { WORDS } from './words.ts';

const COLOURS: Readonly<Record<CaseSummary['sla']['state'], Colour>> = {
  met: 'green',
  running: 'grey',
  soon: 'amber',
  late: 'red',
};
const STATUS: Readonly<Record<CaseSummary['status'], Colour>> = {
  waiting: 'amber',
  with_agent: 'blue',
  with_merchant: 'violet',
  solved: 'green',
  closed: 'grey',
};

/** How much time is left until a person has to have answered, in working hours. */
export function SlaLabel({ sla }: { readonly sla: CaseSummary['sla'] }) {
  const { state, leftMinutes } = sla;
  const time = WORDS.minutes(Math.abs(leftMinutes));
  const said = state === 'met' ? QUEUE.met : state === 'late' ? QUEUE.late(time) : QUEUE.left(time);
  return <Label colour={COLOURS[state]}>{said}</Label>;
}

/** Where a case stands. */
export function StatusLabel({ status }: { readonly status: CaseSummary['status'] }) {
  return <Label colour={STATUS[status]}>{QUEUE.status[status]}</Label>;
}
