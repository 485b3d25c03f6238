import type { Expert } from '../conversation/expert.ts';
import { isoShanghai } from '../conversation/wording.ts';
import { spanOf } from '../dialog/sale-window.ts';
import type { Fact, Interval } from '../dialog/slot.ts';
import { sameFacts } from './check-controls.ts';
import type { Findings, Where } from './finding.ts';
import { correct, type Statements, tell } from './move.ts';
import { after, type Node, START } from './node.ts';
import { same } from './same.ts';

/** Another value for one fact. */
export interface Correction {
  readonly slot: string;
  readonly value: string | Interval;
}

/** Every other value that a fact of this state can be put right to. */
export function correctionsOf(
  { content }: Expert,
  { conversation }: Node,
  slot: string,
): readonly Correction[] {
  const fact = conversation.facts[slot];
  const { kind, options = [] } = content.slots[slot] ?? {};
  if (fact === undefined) return [];
  if (kind === 'time') return [{ slot, value: daysEarlier(fact) }].filter(({ value }) => value !== '');
  if (kind === 'code') {
    const other = Object.keys(content.codes).find((code) => code !== fact.value);
    return other === undefined ? [] : [{ slot, value: other }];
  }
  return options.filter(({ id }) => id !== fact.value).map(({ id }) => ({ slot, value: id }));
}

/** Checks that a talk that tells at once, in the opposite order, what was told here answer by answer stands where this one
 * stands, with the same questions put. */
export function checkRetold(expert: Expert, node: Node, findings: Findings): void {
  const { facts, asked, asking } = node.conversation;
  const at = node.move?.event.at ?? 0;
  const before = Object.fromEntries(Object.entries(asked).filter(([slot]) => slot !== asking));
  const backwards = Object.fromEntries(Object.entries(statementsIn(facts)).reverse());
  const told = after(expert, startWith(before), tell(expert.content, at, backwards));
  if (sameStanding(node, told)) return;
  findings.add(
    'DZ112',
    slotAt(expert.content.slots[asking ?? '']?.name ?? ''),
    '一次说全，和一问一答得出的不一样',
    told,
  );
}

/** Checks that a talk in which a fact was put right stands where one stands that told everything right at once,
 * with the same questions put. */
export function checkCorrection(
  expert: Expert,
  node: Node,
  { slot, value }: Correction,
  findings: Findings,
): void {
  const { content } = expert;
  const at = node.move?.event.at ?? 0;
  const corrected = after(expert, node, correct(content, at, { [slot]: value }));
  const { asked, facts } = node.conversation;
  const right: Statements = { ...statementsIn(facts), [slot]: value };
  // Another trouble after the answer gets questions of its own.
  const anew = slot === content.roles.issue && node.conversation.status !== 'asking';
  const straight = after(expert, startWith(anew ? {} : asked), tell(content, at, right));
  if (sameStanding(corrected, straight)) return;
  const name = content.slots[slot]?.name ?? slot;
  findings.add('DZ110', slotAt(name), `“${name}”更正以后，和一开始就这样说得出的不一样`, corrected);
}

function daysEarlier(fact: Fact): string | Interval {
  const span = spanOf(fact);
  const days = 3 * 86_400_000;
  return span === null ? '' : { from: isoShanghai(span.from - days), to: isoShanghai(span.to - days) };
}

function statementsIn(facts: Node['conversation']['facts']): Statements {
  return Object.fromEntries(Object.entries(facts).map(([slot, { value }]) => [slot, value]));
}

/** A talk in which nothing was told, but some questions put. */
function startWith(asked: Node['conversation']['asked']): Node {
  return { ...START, conversation: { ...START.conversation, asked } };
}

/** Whether two talks have come to the same, but for the way there. */
function sameStanding({ conversation: a }: Node, { conversation: b }: Node): boolean {
  const stands = a.asking === b.asking && a.status === b.status;
  return stands && sameFacts(a.facts, b.facts) && same(a.diagnosis, b.diagnosis);
}

function slotAt(name: string): Where {
  return { file: 'dialogs/slots.yaml', path: [name] };
}
