import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { inARow } from '../knowledge/sentence.ts';

import { answerText } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { type Decision, decide } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import { waitText } from './opening-hours.ts';
import { factLines, judged } from './packet.ts';
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
  const next: Conversation = { ...conversation, status: 'handoff', asking: null, inquiry: null };
  const wait = inARow([say(content, 'hand_off'), waitText(content, at)]);
  const replies = [...leads, text(wait), ...shown(expert, next)];
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

/** What was heard while the bot does not lead the talk. */
export interface Listened {
  readonly at: number;
  /** new facts came */
  readonly changed: boolean;
  /** the merchant puts something right, or says that all is right */
  readonly corrects: boolean;
}

/** While a person is awaited the bot only notes what is new; while one holds the talk it says nothing at all. New
 * facts go into the packet either way, and are judged. */
export function listening(expert: Expert, conversation: Conversation, heard: Listened): Step {
  const { content } = expert;
  const { changed, corrects, at } = heard;
  const next: Conversation = {
    ...conversation,
    confirmed: conversation.confirmed || corrects,
    diagnosis: changed ? judged(expert, conversation, at) : conversation.diagnosis,
  };
  if (next.agent !== null) return [next, []];
  if (!changed) return answered(next, corrects ? [text(say(content, 'noted'))] : []);
  return answered(next, [text(say(content, corrects ? 'corrected' : 'hand_off_more'))]);
}

/** The facts as they are handed over, for the merchant to put right; nothing where nothing is known. */
function shown({ content }: Expert, conversation: Conversation): Reply[] {
  const lines = factLines(content, conversation);
  if (lines.length === 0) return [];
  const list = lines.map((line) => `· ${line}`);
  return [text([say(content, 'hand_off_packet'), ...list, say(content, 'hand_off_correct')].join('\n'))];
}
