import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { answerText } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, decide } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import type { Reply } from './reply.ts';
import { answered, type Step, text } from './step.ts';
import { isoShanghai, say } from './wording.ts';

/** From this probability the present guess is worth reading while one waits for a person. */
const WORTH_READING = 0.55;

/** Hands the talk to a person, with the facts as they stand; a diagnosis that is already likely is given along. */
export function handOff(
  expert: Expert,
  conversation: Conversation,
  at: number,
  leads: readonly Reply[],
): Step {
  const { content } = expert;
  const facts = withUsualMode(expert, conversation.facts);
  const decision = decide(expert, facts, new Set(Object.keys(conversation.asked)), at);
  const next: Conversation = { ...conversation, status: 'handoff', asking: null };
  const replies = [...leads, text(say(content, 'hand_off'))];
  const diagnosis = withAssumedDate(diagnose(expert, decision), decision);
  if (!worthReading(decision)) {
    // What was judged before must not outlive the facts it was judged by.
    const kept = conversation.diagnosis === null ? null : diagnosis;
    return answered({ ...next, diagnosis: kept }, replies, [{ type: 'hand-off' }]);
  }
  const answer: Reply = { kind: 'diagnosis', text: answerText(content, diagnosis) };
  const more = [...replies, text(say(content, 'hand_off_meanwhile')), answer];
  return answered({ ...next, diagnosis }, more, [{ type: 'hand-off' }]);
}

/** Whoever waits for a person is not asked how the money usually comes; the usual way is assumed, and said to be. */
function withUsualMode({ content }: Expert, facts: Facts): Facts {
  const { saleTime, settlementMode } = content.roles;
  if (facts[saleTime] === undefined || facts[settlementMode] !== undefined) return facts;
  return { ...facts, [settlementMode]: { value: UNKNOWN, said: '', turn: 0 } };
}

/** The date that is told with the usual way in mind, though how the money comes was not asked. */
function withAssumedDate(diagnosis: Diagnosis, { situation }: Decision): Diagnosis {
  const due = situation.settling?.due;
  return due?.type === 'at' ? { ...diagnosis, dueAt: diagnosis.dueAt ?? isoShanghai(due.at) } : diagnosis;
}

function worthReading(decision: Decision): boolean {
  return (
    decision.danger !== null ||
    (decision.dialog !== null && Math.max(...decision.distribution) >= WORTH_READING)
  );
}

/** While a person is awaited the bot only listens: new facts go into the packet. */
export function whileWaiting(expert: Expert, conversation: Conversation, heard: boolean): Step {
  return answered(conversation, heard ? [text(say(expert.content, 'hand_off_more'))] : []);
}
