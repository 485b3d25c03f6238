import type { Content } from '../content/content.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { spanOf } from '../dialog/sale-window.ts';
import { situationAt } from '../dialog/situation.ts';
import type { Fact, Facts } from '../dialog/slot.ts';
import { inARow } from '../knowledge/sentence.ts';
import type { Heard } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import { answered, type Step, text } from './step.ts';
import { say, timeText } from './wording.ts';

/** What would differ if a fact were another than the one held (要是信用卡呢); the facts stay as they are. Null where
 * nothing was answered yet, or nothing known is supposed to be otherwise. */
export function suppose(
  expert: Expert,
  conversation: Conversation,
  supposed: readonly Heard[],
  at: number,
): Step | null {
  const { facts, status, diagnosis } = conversation;
  if (supposed.length === 0 || diagnosis === null || status === 'handoff') return null;
  const others = otherThanHeld(expert, facts, supposed, at);
  const [first] = others;
  if (first === undefined) return null;
  const asked = new Set(Object.keys(conversation.asked));
  const told = others.map(
    ({ slot, value, said }) => [slot, { value, said, turn: conversation.turn }] as const,
  );
  const decision = decide(expert, { ...facts, ...Object.fromEntries(told) }, asked, at);
  const supposing = factText(expert.content, first);
  return answered(conversation, [
    text(difference(expert.content, supposing, [diagnosis, diagnose(expert, decision)])),
  ]);
}

/** The supposed facts of which something else is known. */
function otherThanHeld(
  { content }: Expert,
  facts: Facts,
  supposed: readonly Heard[],
  at: number,
): readonly Heard[] {
  const { known } = situationAt(content, facts, at);
  return supposed.filter(({ slot, value }) =>
    typeof value === 'string'
      ? known[slot] !== undefined && known[slot] !== value
      : !sameSpan(facts[slot], value) && Date.parse(value.from) <= at,
  );
}

function sameSpan(fact: Fact | undefined, value: Fact['value']): boolean {
  return fact !== undefined && JSON.stringify(fact.value) === JSON.stringify(value);
}

/** The fact as a half-sentence. */
function factText(content: Content, { slot, value, said }: Heard): string {
  const option = content.slots[slot]?.options.find(({ id }) => id === value);
  const span = spanOf({ value });
  if (span !== null)
    return say(content, 'suppose_time', { 时间: timeText(content, (span.from + span.to) / 2) });
  return option?.fact ?? said;
}

function difference(content: Content, fact: string, [before, then]: readonly [Diagnosis, Diagnosis]): string {
  const [was, is] = [before.causes[0], then.causes[0]];
  const same = was?.id === is?.id;
  const cause = same
    ? say(content, 'suppose_same', { 事实: fact, 原因: was?.name })
    : say(content, 'suppose_cause', { 事实: fact, 先: was?.name, 后: is?.name });
  return inARow([
    cause,
    dueText(content, before, then),
    contactText(content, before, then),
    say(content, 'suppose_kept'),
  ]);
}

function dueText(content: Content, before: Diagnosis, then: Diagnosis): string {
  const [先, 后] = [before.dueAt, then.dueAt].map((due) =>
    due === null ? undefined : say(content, 'before', { 时间: timeText(content, Date.parse(due)) }),
  );
  if (先 === 后) return 先 === undefined ? '' : say(content, 'suppose_due_same', { 先 });
  if (后 === undefined) return say(content, 'suppose_due_none');
  return 先 === undefined
    ? say(content, 'suppose_due_known', { 后 })
    : say(content, 'suppose_due', { 先, 后 });
}

function contactText(content: Content, before: Diagnosis, then: Diagnosis): string {
  const contact = then.contacts[0];
  return contact === undefined || contact.id === before.contacts[0]?.id
    ? ''
    : say(content, 'suppose_contact', { 名称: contact.name });
}
