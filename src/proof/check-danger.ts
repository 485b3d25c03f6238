import type { Expert } from '../conversation/expert.ts';
import { type Findings, stepOf } from './finding.ts';
import { tell } from './move.ts';
import { after, type Node } from './node.ts';
import { statementsOf } from './statements.ts';

/** A danger sign and the line of first.yaml that knows it. */
export interface Danger {
  readonly step: number;
  readonly statements: Readonly<Record<string, string>>;
}

/** Every danger sign there is, each value by itself. */
export function dangersOf({ content }: Expert): readonly Danger[] {
  return content.first.steps.flatMap((step, index) =>
    statementsOf(content, step.when).map((statements) => ({ step: index, statements })),
  );
}

/** Checks that a danger sign told in this state ends the questioning in the same turn. */
export function checkDanger(expert: Expert, node: Node, danger: Danger, findings: Findings): void {
  const { content } = expert;
  // While a person is awaited nothing is asked any more.
  if (node.conversation.status === 'handoff') return;
  const told = after(expert, node, tell(content, node.move?.event.at ?? 0, danger.statements));
  const { asking, status, diagnosis } = told.conversation;
  const signs = content.first.steps.flatMap((step) => (step.type === 'conclude' ? [step.cause] : []));
  if (asking === null && status === 'answered' && signs.includes(diagnosis?.causes[0]?.id ?? '')) return;
  findings.add('DZ108', stepOf('first', danger.step), '说出危险信号以后，没有马上停止提问', told);
}
