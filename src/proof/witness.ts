import type { Decision } from '../conversation/decide.ts';
import type { Expert } from '../conversation/expert.ts';
import { decisionOf, type Node } from './node.ts';
import { rankText } from './recorded-talk.ts';
import type { Variant } from './variant.ts';

/** Below this the first cause is not said, and a person takes over. */
const SAID = 0.2;

/** Which of the variants go another way in one state of a talk: they ask something else, or judge otherwise. */
export function witnessedBy(expert: Expert, node: Node, variants: Iterable<Variant>): readonly Variant[] {
  const decision = decisionOf(expert, node);
  const course = courseOf(expert, decision);
  return [...variants].filter((variant) => {
    if (!matters(variant, decision)) return false;
    const other = { ...expert, content: variant.content };
    return courseOf(other, decisionOf(other, node)) !== course;
  });
}

/** Whether the walk comes to the line that differs, and reads it otherwise. */
function matters({ tree, step, flips }: Variant, { dialog, position, situation, danger }: Decision): boolean {
  if (!flips(situation.known)) return false;
  if (tree === null) return true;
  if (tree.id !== dialog?.id) return tree.issue === null;
  if (danger !== null) return false;
  const passed = position.type === 'pass' ? null : position.step;
  // Where the evidence chooses the question, the rule that would be next weighs too.
  const narrowed = tree.steps.findIndex(({ type }) => type === 'narrow');
  return passed === null || step <= passed || (narrowed >= 0 && narrowed <= passed);
}

/** What a decision comes to, as a name. */
function courseOf({ content, evidence }: Expert, { position, distribution, danger }: Decision): string {
  if (position.type === 'ask') return position.slot;
  if (danger === null && Math.max(...distribution) < SAID) return '';
  const causes = evidence.causes
    .map((id, i) => ({ id, p: distribution[i] ?? 0 }))
    .sort((a, b) => b.p - a.p)
    .map(({ id, p }) => ({ name: content.causes[id]?.name ?? id, probability: Math.round(p * 1000) / 1000 }));
  return `${danger ?? ''} ${rankText(causes)}`;
}
