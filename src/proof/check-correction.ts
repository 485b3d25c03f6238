import type { Conversation } from '../conversation/conversation.ts';
import type { Expert } from '../conversation/expert.ts';
import { askedWith } from '../conversation/remember.ts';
import { gather } from '../conversation/take-in.ts';
import { isoShanghai } from '../conversation/wording.ts';
import { spanOf } from '../dialog/sale-window.ts';
import type { Fact, Interval } from '../dialog/slot.ts';
import type { Heard } from '../nlu/understanding.ts';
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

/** Every other value that a fact can be put right to. */
export function correctionsOf({ content }: Expert, slot: string, fact: Fact): readonly Correction[] {
  const { kind, options = [] } = content.slots[slot] ?? {};
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

/** Checks that after a correction the same is kept as of a talk that told everything right at once: the values, how sure
 * they are, and the questions put. `straight`: the talk that tells right, `others`: what it tells beside the fact. What is asked or
 * answered then is made out from these and the instant (see `Told`). */
export function checkKept(
  expert: Expert,
  node: Node,
  [{ slot, value }, { straight, others }]: readonly [Correction, Straight],
  findings: Findings,
): void {
  const { conversation } = node;
  const at = node.move?.event.at ?? 0;
  const heard = heardOf(slot, value);
  const corrected = gather(expert, conversation, [heard], { at, corrects: true }).facts;
  const right = gather(expert, straight, [...others, heard], { at, corrects: false }).facts;
  const asked = askedWith(expert, conversation, corrected);
  if (sameFacts(corrected, right) && same(asked, askedWith(expert, straight, right))) return;
  const name = expert.content.slots[slot]?.name ?? slot;
  findings.add('DZ110', slotAt(name), `“${name}”更正以后，记下的和一开始就这样说的不一样`, node);
}

/** The talk that tells right at once what is put right of a slot, and what it tells beside that. */
export interface Straight {
  readonly straight: Conversation;
  readonly others: readonly Heard[];
}

/** How the talk begins that tells right at once what a state knows. */
export function straightOf(expert: Expert, node: Node, slot: string): Straight {
  const others = Object.entries(node.conversation.facts).flatMap(([other, { value }]) =>
    other === slot ? [] : [heardOf(other, value)],
  );
  return { straight: straightFrom(expert, node, slot).conversation, others };
}

/** A fact as it is heard plainly. */
function heardOf(slot: string, value: string | Interval): Heard {
  return { slot, value, said: '', start: 0, end: 0, hedged: false };
}

/** Checks that a talk in which a fact was put right stands where one stands that told everything right at once,
 * with the same questions put. */
export function checkCorrection(expert: Expert, node: Node, one: Correction, findings: Findings): void {
  const { slot, value } = one;
  const { content } = expert;
  const at = node.move?.event.at ?? 0;
  const corrected = after(expert, node, correct(content, at, { [slot]: value }));
  const right: Statements = { ...statementsIn(node.conversation.facts), [slot]: value };
  const straight = after(expert, straightFrom(expert, node, slot), tell(content, at, right));
  if (sameStanding(corrected, straight)) return;
  const name = content.slots[slot]?.name ?? slot;
  findings.add('DZ110', slotAt(name), `“${name}”更正以后，和一开始就这样说得出的不一样`, corrected);
}

/** The start of the talk that tells everything right. Another trouble after the answer gets questions of its own. */
function straightFrom({ content }: Expert, { conversation }: Node, slot: string): Node {
  const anew = slot === content.roles.issue && conversation.status !== 'asking';
  return startWith(anew ? {} : conversation.asked);
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
