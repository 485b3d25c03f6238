import type { Control } from '../nlu/understanding.ts';
import { advance, PATIENCE } from './advance.ts';
import { answerText, inDanger } from './answer.ts';
import { question } from './ask.ts';
import { begin, type Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import type { Reply } from './reply.ts';
import { answered, type Step, text } from './step.ts';
import { whyText } from './why.ts';
import { say } from './wording.ts';

/** Starts over: nothing of what was said counts any more, but whoever did not want to be asked is not. */
export function restart(expert: Expert, conversation: Conversation): Step {
  const { id, locale, version, turn, unasked } = conversation;
  const fresh = { ...begin(id), locale, version, turn, unasked };
  return answered(fresh, [text(say(expert.content, 'greeting_again'))]);
}

/** Takes the last answer back and puts its question again. */
export function back(expert: Expert, conversation: Conversation, at: number): Step {
  const last = conversation.past.at(-1);
  if (last === undefined) return again(expert, conversation, [text(say(expert.content, 'back_none'))]);
  const asked = { ...conversation.asked };
  for (const slot of [conversation.asking, last.asking]) if (slot !== null) delete asked[slot];
  const earlier: Conversation = {
    ...conversation,
    facts: last.facts,
    asked,
    past: conversation.past.slice(0, -1),
    diagnosis: null,
    misses: 0,
  };
  const lead = [text(say(expert.content, 'back_done'))];
  if (Object.keys(last.facts).length > 0) return advance(expert, earlier, at, lead);
  return answered({ ...earlier, asking: null, status: 'asking' }, [
    ...lead,
    text(say(expert.content, 'greeting_again')),
  ]);
}

/** The sentence for a control that changes nothing, or null where the control is no such thing. */
export function courtesy(expert: Expert, conversation: Conversation, control: Control): string | null {
  const { content } = expert;
  const done = conversation.status === 'answered' || conversation.status === 'closed';
  const danger = conversation.diagnosis !== null && inDanger(conversation.diagnosis);
  switch (control) {
    case 'thanks':
      return say(content, done ? (danger ? 'thanks_danger' : 'thanks_done') : 'thanks');
    case 'bye':
      return say(content, 'bye');
    case 'bot_question':
      return say(content, 'bot');
    case 'wait':
      return say(content, 'wait');
    case 'cancel':
      return say(content, 'cancel');
    case 'greet':
      return say(content, 'greet');
    case 'correct':
      return say(content, 'correct_prompt');
    case 'why':
      return whyText(expert, conversation);
    case 'back':
    case 'restart':
    case 'human':
    case 'repeat':
      return null;
  }
}

/** Controls after which the open question is not put again at once. */
const PAUSING: ReadonlySet<Control> = new Set(['wait', 'cancel', 'bye', 'correct']);
const CLOSING: ReadonlySet<Control> = new Set(['thanks', 'bye', 'cancel']);

/** Answers a control, closes an answered talk politely, and puts the open question again where one is open. */
export function control(
  expert: Expert,
  conversation: Conversation,
  wanted: Control | null,
  leads: readonly Reply[],
): Step | null {
  if (wanted === null) return null;
  if (wanted === 'repeat') return answered(conversation, [...leads, ...worthRepeating(expert, conversation)]);
  const said = courtesy(expert, conversation, wanted);
  if (said === null) return null;
  const closes = CLOSING.has(wanted) && conversation.status === 'answered';
  const next: Conversation = closes ? { ...conversation, status: 'closed' } : conversation;
  const replies = [...leads, text(said)];
  return PAUSING.has(wanted) ? answered(next, replies) : again(expert, next, replies);
}

/** The question or the answer, without the courtesies around it; after the answer it is the answer, whatever was said
 * since. */
function worthRepeating({ content }: Expert, { replies, status, diagnosis }: Conversation): readonly Reply[] {
  const main = replies.filter((reply) => reply.kind === 'question' || reply.kind === 'diagnosis');
  if (main.length > 0) return main;
  const done = status === 'answered' || status === 'closed';
  if (done && diagnosis !== null) return [{ kind: 'diagnosis', text: answerText(content, diagnosis) }];
  return replies.length > 0 ? replies : [text(say(content, 'greet'))];
}

/** Says something and puts the open question again; one that was put often enough already is only recalled. */
export function again(expert: Expert, conversation: Conversation, leads: readonly Reply[]): Step {
  const { content } = expert;
  const slot = conversation.asking;
  if (slot === null) return answered(conversation, leads);
  const times = conversation.asked[slot] ?? 0;
  if (times >= PATIENCE) return answered(conversation, [...leads, text(say(content, 'still_open'))]);
  const asked = { ...conversation.asked, [slot]: times + 1 };
  return answered({ ...conversation, asked }, [...leads, question(content, slot, say(content, 'restate'))]);
}
