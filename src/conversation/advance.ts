import type { Content } from '../content/content.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { onceFor } from '../knowledge/once-for.ts';
import { inARow } from '../knowledge/sentence.ts';
import { answerText } from './answer.ts';
import { question } from './ask.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, decide } from './decide.ts';
import type { Effect } from './event.ts';
import type { Expert } from './expert.ts';
import { handOff } from './hand-off.ts';
import { generalIssue } from './issue.ts';
import { judge, worthSaying } from './judge.ts';
import { offerLater } from './later.ts';
import type { Reply } from './reply.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

/** A slot that was put this often without an answer counts as unknown. */
export const PATIENCE = 2;

/** Reads the tree with the facts as they stand and asks the next question or gives the answer. `leads` are
 * said before it. */
export function advance(
  expert: Expert,
  conversation: Conversation,
  at: number,
  leads: readonly Reply[],
): Step {
  const asked = new Set(Object.keys(conversation.asked));
  const decision = decide(expert, conversation.facts, asked, at);
  const prefaced = [...leads, ...prefaces(expert, conversation)];
  if (decision.position.type !== 'ask') {
    const judgement = judge(expert, conversation, at);
    if (judgement.diagnosis !== null && worthSaying(judgement.decision)) {
      return conclude(expert, conversation, [judgement.decision, judgement.diagnosis], prefaced);
    }
    const unjudged = { ...conversation, diagnosis: null };
    return handOff(expert, unjudged, at, [...leads, text(say(expert.content, 'cannot_tell'))]);
  }
  const { slot } = decision.position;
  if ((conversation.asked[slot] ?? 0) >= PATIENCE) {
    return advance(expert, giveUp(expert, conversation, slot), at, leads);
  }
  // The message told something else: what was heard is acknowledged before the same question comes again.
  const noted =
    slot === conversation.asking && leads.length === 0 ? [text(say(expert.content, 'noted'))] : [];
  return put(expert, conversation, decision.position, [...prefaced, ...noted]);
}

/** A question to put: a slot, and other words than its own where the tree has them. */
export interface Asked {
  readonly slot: string;
  readonly say: string | null;
}

/** Asks a question, whatever the tree says next. */
export function put(
  expert: Expert,
  conversation: Conversation,
  { slot, say: words }: Asked,
  leads: readonly Reply[],
): Step {
  const asked = { ...conversation.asked, [slot]: (conversation.asked[slot] ?? 0) + 1 };
  const next: Conversation = { ...conversation, asked, asking: slot, status: 'asking', diagnosis: null };
  const reply = question(expert.content, slot);
  return answered(next, [...leads, words === null ? reply : { ...reply, text: words }]);
}

/** Leaves a question open that cannot be answered or was put often enough; what was said before stands. */
export function giveUp(expert: Expert, conversation: Conversation, slot: string, said = ''): Conversation {
  const { facts, turn } = conversation;
  const { content } = expert;
  // Without any kind of trouble there is no tree to read, so it becomes the general one.
  const general = slot === content.roles.issue ? generalIssue(content) : null;
  const known = general === null ? facts[slot] : undefined;
  return { ...conversation, facts: { ...facts, [slot]: known ?? { value: general ?? UNKNOWN, said, turn } } };
}

function conclude(
  expert: Expert,
  conversation: Conversation,
  [decision, diagnosis]: readonly [Decision, Diagnosis],
  leads: readonly Reply[],
): Step {
  const { content } = expert;
  const next: Conversation = { ...conversation, asking: null, status: 'answered', diagnosis };
  const reply: Reply = { kind: 'diagnosis', text: answerText(content, diagnosis) };
  const before = conversation.diagnosis;
  if (before !== null && answerText(content, before) === reply.text) {
    const reminder = inARow([say(content, 'unchanged'), diagnosis.wait, diagnosis.next]);
    return done(expert, next, [...leads, text(reminder)], []);
  }
  const same =
    before !== null && before.causes[0]?.id === diagnosis.causes[0]?.id && before.dueAt === diagnosis.dueAt;
  const opening = same ? [text(say(content, 'unchanged'))] : [];
  const waits = diagnosis.dueAt !== null && decision.situation.settling?.past === false;
  const due = waits ? [{ type: 'follow-up', at: Date.parse(diagnosis.dueAt) } as const] : [];
  return done(expert, next, [...leads, ...opening, reply], due);
}

/** The answer, and the offer of another trouble that was heard beside this one. */
function done(
  expert: Expert,
  conversation: Conversation,
  replies: readonly Reply[],
  due: readonly Effect[],
): Step {
  const [next, offer] = offerLater(expert, conversation);
  return answered(next, [...replies, ...offer], due);
}

/** What has to be said because of who asks or what was just heard, once. */
function prefaces({ content }: Expert, { facts, turn }: Conversation): Reply[] {
  const said: Reply[] = [];
  for (const { id, options } of prefaced(content)) {
    const fact = facts[id];
    if (fact?.turn !== turn) continue;
    const preface = options.find((option) => option.id === fact.value)?.preface;
    if (preface != null) said.push(text(preface));
  }
  return said;
}

/** The few slots with an answer that has such words. */
const prefaced = onceFor(({ slots }: Content) =>
  Object.values(slots).filter(({ options }) => options.some(({ preface }) => preface != null)),
);
