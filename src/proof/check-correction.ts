import type { Expert } from '../conversation/expert.ts';
import { isoShanghai } from '../conversation/wording.ts';
import { spanOf } from '../dialog/sale-window.ts';
import type { Fact, Interval } from '../dialog/slot.ts';
import { valuesOf } from './check-controls.ts';
import type { Findings, Where } from './finding.ts';
import { correct, type Statements, tell } from './move.ts';
import { after, type Node, START } from './node.ts';

/** Another value for one fact. */
export interface Correction {
  readonly slot: string;
  readonly value: string | Interval;
}

/** Every way to put one of the facts right. */
export function correctionsOf({ content }: Expert, { conversation }: Node): readonly Correction[] {
  return Object.entries(conversation.facts).flatMap(([slot, fact]) => {
    const { kind, options = [] } = content.slots[slot] ?? {};
    if (kind === 'time') return [{ slot, value: daysEarlier(fact) }].filter(({ value }) => value !== '');
    if (kind === 'code') {
      const other = Object.keys(content.codes).find((code) => code !== fact.value);
      return other === undefined ? [] : [{ slot, value: other }];
    }
    return options.filter(({ id }) => id !== fact.value).map(({ id }) => ({ slot, value: id }));
  });
}

/** Checks that a talk in which a fact was put right stands where one stands that told everything right at once,
 * with the same questions put. */
export function checkCorrection(
  expert: Expert,
  node: Node,
  { slot, value }: Correction,
  findings: Findings,
): void {
  if (node.conversation.status === 'handoff') return;
  const { content } = expert;
  const at = node.move?.event.at ?? 0;
  const corrected = after(expert, node, correct(content, at, { [slot]: value }));
  const { asked, facts } = node.conversation;
  const right: Statements = { ...statementsIn(facts), [slot]: value };
  // Another trouble after the answer gets questions of its own.
  const anew = slot === content.roles.issue && node.conversation.status !== 'asking';
  const first: Node = { ...START, conversation: { ...START.conversation, asked: anew ? {} : asked } };
  const straight = after(expert, first, tell(content, at, right));
  if (standing(corrected) === standing(straight)) return;
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

/** What a talk has come to, but for the way there. */
function standing({ conversation: { facts, asking, status, diagnosis } }: Node): string {
  return JSON.stringify([valuesOf(facts), asking, status, diagnosis]);
}

function slotAt(name: string): Where {
  return { file: 'dialogs/slots.yaml', path: [name] };
}
