import type { Expert } from '../conversation/expert.ts';
import { walk } from '../dialog/walk.ts';
import type { Visit } from './explore.ts';
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
  const told = after(expert, node, tell(content, node.move?.event.at ?? 0, danger.statements));
  const { asking, status, diagnosis } = told.conversation;
  const signs = content.first.steps.flatMap((step) => (step.type === 'conclude' ? [step.cause] : []));
  if (asking === null && status === 'answered' && signs.includes(diagnosis?.causes[0]?.id ?? '')) return;
  findings.add('DZ108', stepOf('first', danger.step), MESSAGE, told);
}

const MESSAGE = '说出危险信号以后，没有马上停止提问';

/** Checks that first.yaml, read with the danger sign beside what is known in this state, concludes at once: no other
 * fact keeps it from that. */
export function checkFirstLine(
  { content }: Expert,
  { node, decision }: Visit,
  danger: Danger,
  findings: Findings,
): void {
  const known = { ...decision.situation.known, ...danger.statements };
  const walking = { slots: content.slots, asked: NOTHING, narrow: () => null };
  const position = walk(content.first, { ...decision.situation, known }, walking);
  if (position.type !== 'diagnose') findings.add('DZ108', stepOf('first', danger.step), MESSAGE, node);
}

const NOTHING: ReadonlySet<string> = new Set();
