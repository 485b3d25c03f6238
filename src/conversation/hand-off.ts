import type { Content } from '../content/content.ts';
import { inARow } from '../knowledge/sentence.ts';
import { answerText } from './answer.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { judgeWaiting } from './judge.ts';
import { waitText } from './opening-hours.ts';
import { factLines } from './packet.ts';
import type { Reply } from './reply.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

/** Hands the talk to a person, with the facts as they stand; a diagnosis that is already likely is given along. */
export function handOff(
  expert: Expert,
  conversation: Conversation,
  at: number,
  leads: readonly Reply[],
): Step {
  const { content } = expert;
  const waiting: Conversation = { ...conversation, status: 'handoff', asking: null, inquiry: null };
  const { diagnosis } = judgeWaiting(expert, waiting, at);
  const next: Conversation = { ...waiting, diagnosis };
  const wait = inARow([say(content, 'hand_off'), waitText(content, at)]);
  const replies = [...leads, text(wait), ...shown(expert, next)];
  if (diagnosis === null) return answered(next, replies, [{ type: 'hand-off' }]);
  const answer: Reply = { kind: 'diagnosis', text: answerText(content, diagnosis) };
  const more = [...replies, text(say(content, 'hand_off_meanwhile')), answer];
  return answered(next, more, [{ type: 'hand-off' }]);
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
    diagnosis: changed ? judgeWaiting(expert, conversation, at).diagnosis : conversation.diagnosis,
  };
  if (next.agent !== null) return [next, []];
  if (!changed) return answered(next, corrects ? [text(say(content, 'noted'))] : []);
  if (!corrects) return answered(next, [text(say(content, 'hand_off_more'))]);
  return answered(next, [text(say(content, 'corrected')), ...judgedAnew(content, conversation, next)]);
}

/** What a correction has made of the judgement that was told; nothing where it stands, or none was told. */
function judgedAnew(content: Content, before: Conversation, { diagnosis }: Conversation): Reply[] {
  const said = before.diagnosis === null ? null : answerText(content, before.diagnosis);
  if (diagnosis === null) return said === null ? [] : [text(say(content, 'hand_off_undone'))];
  const answer: Reply = { kind: 'diagnosis', text: answerText(content, diagnosis) };
  return answer.text === said ? [] : [text(say(content, 'hand_off_meanwhile')), answer];
}

/** The facts as they are handed over, for the merchant to put right; nothing where nothing is known. */
function shown({ content }: Expert, conversation: Conversation): Reply[] {
  const lines = factLines(content, conversation);
  if (lines.length === 0) return [];
  const list = lines.map((line) => `· ${line}`);
  return [text([say(content, 'hand_off_packet'), ...list, say(content, 'hand_off_correct')].join('\n'))];
}
