import type { Content } from '../content/content.ts';
import type { Expert } from '../conversation/expert.ts';
import type { Dialog } from '../dialog/dialog.ts';
import { dangersOf } from './check-danger.ts';
import { causeFile, stepOf } from './finding.ts';
import type { Statements } from './move.ts';
import { representativeTimes } from './sale-times.ts';
import { statementsOf } from './statements.ts';
import { asks, isReached } from './survey.ts';
import type { Effort, Opening, Walkthrough } from './walkthrough.ts';

/** Shows that no line of a tree and no cause is there in vain; what answers alone do not lead to is searched for with
 * its conditions stated in the first message. */
export function proveLines(expert: Expert, walkthrough: Walkthrough, effort: Effort): void {
  const { content } = expert;
  for (const tree of Object.values(content.dialogs).flat()) {
    for (const index of tree.steps.keys()) {
      search(expert, walkthrough, { tree, index, talks: effort.search });
      noteLine(expert, walkthrough, tree, index);
    }
  }
  for (const { statements } of dangersOf(expert)) walkthrough.explore(statements, () => true);
  for (const index of content.first.steps.keys()) noteLine(expert, walkthrough, content.first, index);
  noteCauses(expert, walkthrough);
}

interface Line {
  readonly tree: Dialog;
  readonly index: number;
  /** talks to try for every way to state what the line demands */
  readonly talks: number;
}

function search({ content }: Expert, walkthrough: Walkthrough, { tree, index, talks }: Line): void {
  const { reached } = walkthrough;
  const step = tree.steps[index];
  const ways = statementsOf(content, { ...tree.when, ...step?.when });
  for (const { statements, at } of ways.flatMap((way) => withTime(content, step, way))) {
    if (isReached(reached, tree, index)) return;
    const opening = { statements: { [content.roles.issue]: tree.issue ?? '', ...statements }, at };
    walkthrough.wander(opening, talks, () => !isReached(reached, tree, index));
  }
}

/** A time that is to be confirmed has to be stated, and which one decides what follows from it. */
function withTime(
  content: Content,
  step: Dialog['steps'][number] | undefined,
  statements: Statements,
): readonly Opening[] {
  if (step?.type !== 'confirm' || content.slots[step.slot]?.kind !== 'time') return [{ statements }];
  const { slot } = step;
  return representativeTimes(content).all.map(({ at, span }) => ({
    statements: { ...statements, [slot]: span },
    at,
  }));
}

function noteLine(
  { content }: Expert,
  { reached, findings }: Walkthrough,
  tree: Dialog,
  index: number,
): void {
  const step = tree.steps[index];
  const where = stepOf(tree.id, index);
  if (step === undefined) return;
  if (!isReached(reached, tree, index)) {
    findings.add(step.type === 'conclude' ? 'DZ106' : 'DZ105', where, '没有一种说法能走到这一步');
    return;
  }
  if (step.type !== 'narrow') return;
  for (const [i, slot] of step.slots.entries()) {
    if (asks(reached, tree, index, slot)) continue;
    const name = content.slots[slot]?.name ?? slot;
    const at = { ...where, path: [...where.path, 'narrow', i] };
    findings.add('DZ105', at, `“${name}”在这里从来不是最值得问的，一次也不会问`);
  }
}

function noteCauses({ content }: Expert, { reached, findings }: Walkthrough): void {
  const known = content.first.steps.flatMap((step) => (step.type === 'conclude' ? [step.cause] : []));
  for (const cause of Object.values(content.causes)) {
    if (!reached.causes.has(cause.id)) {
      findings.add('DZ107', causeFile(cause.id), `在所有谈话里，“${cause.name}”从来没有排在第一`);
    }
    if (cause.redFlag && !known.includes(cause.id)) {
      findings.add('DZ108', causeFile(cause.id), '这个根因是危险信号，first.yaml 里却没有它');
    }
  }
}
