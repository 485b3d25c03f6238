import type { Expert } from '../conversation/expert.ts';
import type { Visit } from './explore.ts';
import { type Findings, stepOf, type Where } from './finding.ts';
import type { Node } from './node.ts';

/** Checks the course of a talk in one state: it asks or has ended, within the bound, nothing twice, and what the
 * tree concludes comes out first. */
export function checkCourse(expert: Expert, { node, decision }: Visit, findings: Findings): void {
  const { conversation } = node;
  const where = stepOf(
    decision.dialog?.id ?? 'first',
    decision.position.type === 'pass' ? null : decision.position.step,
  );
  const ended = conversation.status === 'answered' || conversation.status === 'handoff';
  if (conversation.asking === null ? !ended : !puts(node)) {
    findings.add('DZ102', where, '这样回答以后，既没有下一个问题，也没有结论', node);
  }
  checkNumber(expert, { node, decision }, where, findings);
  checkAgreement(expert, { node, decision }, where, findings);
}

function checkNumber(expert: Expert, { node, decision }: Visit, where: Where, findings: Findings): void {
  const { slots, roles } = expert.content;
  const asked = Object.entries(node.conversation.asked);
  const questions = asked.filter(([slot]) => slot !== roles.issue).length;
  const bound = decision.dialog?.atMost ?? questions;
  if (questions > bound) findings.add('DZ103', where, `问了 ${questions} 个问题，上限是 ${bound}`, node);
  for (const [slot, times] of asked) {
    if (times > 1) findings.add('DZ104', where, `“${slots[slot]?.name ?? slot}”问了两次`, node);
  }
}

function puts({ conversation, effects }: Node): boolean {
  const { asking, asked, status } = conversation;
  const question = effects.some((effect) => effect.type === 'reply' && effect.reply.kind === 'question');
  return status === 'asking' && asking !== null && asked[asking] !== undefined && question;
}

function checkAgreement(expert: Expert, { node, decision }: Visit, where: Where, findings: Findings): void {
  const { position, danger } = decision;
  const first = node.conversation.diagnosis?.causes[0];
  if (node.conversation.status !== 'answered' || position.type !== 'diagnose' || first === undefined) return;
  // A tree's last line is what is left over: there the evidence decides.
  const concluded = danger ?? (position.byRule ? position.cause : first.id);
  if (concluded === first.id) return;
  const name = expert.content.causes[concluded]?.name ?? concluded;
  findings.add('DZ111', where, `这一步得出“${name}”，按证据排第一的却是“${first.name}”`, node);
}
