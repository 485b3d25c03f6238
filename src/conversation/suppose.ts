import type { Content } from '../content/content.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { spanOf } from '../dialog/sale-window.ts';
import { situationAt } from '../dialog/situation.ts';
import type { Fact, Facts, Interval } from '../dialog/slot.ts';
import { inARow } from '../knowledge/sentence.ts';
import type { Heard } from '../nlu/understanding.ts';
import { again } from './controls.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import { worthReading } from './judge.ts';
import { isDanger } from './progress.ts';
import { answered, type Step, text } from './step.ts';
import { say, stretchText, timeText } from './wording.ts';

/** What would differ if a fact were another than the one held (要是信用卡呢); the facts stay as they are. Null where it
 * is to be taken as told: nothing that can be is supposed, it answers the open question, or it is a danger sign. */
export function suppose(
  expert: Expert,
  conversation: Conversation,
  supposed: readonly Heard[] | null,
  at: number,
): Step | null {
  const { diagnosis, asking } = conversation;
  if (supposed === null || conversation.status === 'handoff') return null;
  const possible = wordiestFirst(supposed).filter(
    ({ value }) => typeof value === 'string' || Date.parse(value.from) <= at,
  );
  const [first] = possible;
  if (supposed.length === 0 && diagnosis !== null)
    return answered(conversation, [text(say(expert.content, 'suppose_unread'))]);
  if (first === undefined) return null;
  if (diagnosis !== null) {
    const others = otherThanHeld(expert, conversation.facts, possible, at);
    return others.length === 0
      ? answered(conversation, [text(unchanged(expert.content, first, diagnosis))])
      : compared(expert, conversation, others, [diagnosis, at]);
  }
  const answers = asking === null || possible.some(({ slot }) => slot === asking);
  if (answers || isDanger(expert, { ...conversation, facts: supposing(expert, conversation, possible) }, at))
    return null;
  return again(expert, conversation, [text(say(expert.content, 'suppose_first'))]);
}

/** What takes the most words is what is meant: of 23点前刷的 the hour and not the card. */
function wordiestFirst(supposed: readonly Heard[]): readonly Heard[] {
  return [...supposed].sort((a, b) => b.said.length - a.said.length || a.start - b.start);
}

/** What the answer would be instead. */
function compared(
  expert: Expert,
  conversation: Conversation,
  others: readonly Heard[],
  [diagnosis, at]: readonly [Diagnosis, number],
): Step {
  const { content } = expert;
  const asked = new Set(Object.keys(conversation.asked));
  const decision = decide(expert, supposing(expert, conversation, others), asked, at);
  const { known } = situationAt(content, conversation.facts, at);
  const named = others.find(({ slot }) => known[slot] !== undefined) ?? others[0];
  const fact = named === undefined ? '' : factText(content, named);
  const then = diagnose(expert, decision);
  const said = worthReading(decision)
    ? difference(content, fact, [diagnosis, then])
    : inARow([
        say(content, 'suppose_unsure', { 事实: fact }),
        dueText(content, diagnosis, then),
        say(content, 'suppose_kept'),
      ]);
  return answered(conversation, [text(said)]);
}

/** The facts with those that are supposed, and without what they deny. */
function supposing({ content }: Expert, { facts, turn }: Conversation, supposed: readonly Heard[]): Facts {
  const { slots, roles } = content;
  const told = supposed.map(({ slot, value, said }) => [slot, { value, said, turn }] as const);
  const denied = supposed.flatMap(({ slot, value }) =>
    Object.entries(slots[slot]?.options.find(({ id }) => id === value)?.denies ?? {}),
  );
  const left = Object.entries(facts).filter(
    ([slot, { value }]) =>
      !denied.some(([other, values]) => other === slot && values.some((one) => one === value)),
  );
  const kept = Object.fromEntries([...left, ...told]);
  const issue = facts[roles.issue];
  // Some kind of trouble there is: without the one that is denied it is the commonest.
  const [common] = [...(slots[roles.issue]?.options ?? [])].sort((a, b) => b.base - a.base);
  if (issue === undefined || kept[roles.issue] !== undefined || common === undefined) return kept;
  return { ...kept, [roles.issue]: { ...issue, value: common.id } };
}

/** The supposed facts that are not known to be so. */
function otherThanHeld(
  { content }: Expert,
  facts: Facts,
  supposed: readonly Heard[],
  at: number,
): readonly Heard[] {
  const { known } = situationAt(content, facts, at);
  return supposed.filter(({ slot, value }) =>
    typeof value === 'string' ? known[slot] !== value : !liesWithin(facts[slot], value),
  );
}

/** Whether a time that is held lies in the one that is supposed. */
function liesWithin(fact: Fact | undefined, value: Fact['value']): boolean {
  const [held, wide] = [spanOf(fact), spanOf({ value })];
  return held !== null && wide !== null && wide.from <= held.from && held.to <= wide.to;
}

/** The fact as a half-sentence. */
function factText(content: Content, { slot, value, said }: Heard): string {
  if (typeof value !== 'string') return say(content, 'suppose_time', { 时间: momentText(content, value) });
  return content.slots[slot]?.options.find(({ id }) => id === value)?.fact ?? said;
}

/** About eight is eight; in the afternoon is that day. */
const ABOUT = 2 * 3_600_000;

function momentText(content: Content, value: Interval): string {
  const [from, to] = [Date.parse(value.from), Date.parse(value.to)];
  return to - from > ABOUT ? stretchText(content, value) : timeText(content, (from + to) / 2);
}

function unchanged(content: Content, held: Heard, diagnosis: Diagnosis): string {
  const cause = { 事实: factText(content, held), 原因: diagnosis.causes[0]?.name };
  return inARow([
    say(content, 'suppose_held', cause),
    dueText(content, diagnosis, diagnosis),
    diagnosis.next,
  ]);
}

function difference(content: Content, fact: string, [before, then]: readonly [Diagnosis, Diagnosis]): string {
  const [was, is] = [before.causes[0], then.causes[0]];
  const same = was?.id === is?.id;
  const cause = same
    ? say(content, 'suppose_same', { 事实: fact, 原因: was?.name })
    : say(content, 'suppose_cause', { 事实: fact, 先: was?.name, 后: is?.name });
  const due = dueText(content, before, then);
  const contact = contactText(content, before, then);
  // 要是到点还没到呢: where nothing differs, what to do then is asked for.
  const next = same && before.dueAt === then.dueAt && contact === '' ? before.next : '';
  return inARow([cause, due, contact, next, say(content, 'suppose_kept')]);
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
