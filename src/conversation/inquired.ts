import { advance } from './advance.ts';
import { again } from './controls.ts';
import type { Conversation } from './conversation.ts';
import { type CustodyEvent, custodyAfter, custodyOf } from './custody.ts';
import type { Expert } from './expert.ts';
import type { Answer } from './inquiry.ts';
import { waitText } from './opening-hours.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

const CUSTODY_EVENT: Readonly<Record<Answer, CustodyEvent>> = {
  yes: 'leave',
  no: 'merchant_writes',
  never: 'merchant_writes',
  stay: 'stay',
  bot: 'to_bot',
  leave: 'leave',
};

/** The merchant's answer to a question about the talk itself. Where a person holds the talk the bot says nothing to
 * it: the person reads it. */
export function inquired(expert: Expert, before: Conversation, answer: Answer, at: number): Step {
  const custody = custodyOf(before);
  if (custodyAfter(custody, CUSTODY_EVENT[answer])?.botSpeaks !== true) return [before, []];
  const { content } = expert;
  const waits = custody === 'waiting';
  const next: Conversation = { ...before, inquiry: null };
  const withdraws = waits ? ([{ type: 'withdraw' }] as const) : [];
  switch (answer) {
    case 'yes': {
      const done: Conversation = { ...next, status: 'closed', asking: null, arrived: true };
      return answered(done, [text(say(content, 'follow_up_thanks'))], [...withdraws, { type: 'arrived' }]);
    }
    case 'no':
      return notArrived(expert, next, waits, at);
    case 'never':
      return again(expert, { ...next, unasked: true }, [text(say(content, 'follow_up_never_ok'))]);
    case 'stay':
      return waits ? answered(next, [text(waitText(content, at))]) : again(expert, next, []);
    case 'bot': {
      const [back, effects] = advance(expert, { ...next, status: 'asking', misses: 0 }, at, [
        text(say(content, 'hand_off_bot_ok')),
      ]);
      return [back, [...withdraws, ...effects]];
    }
    case 'leave': {
      const left: Conversation = { ...next, status: 'closed', asking: null };
      return answered(left, [text(say(content, 'hand_off_left'))], withdraws);
    }
  }
}

/** The matter is open again: with the facts as they are the next thing to do comes next. */
function notArrived(expert: Expert, conversation: Conversation, waits: boolean, at: number): Step {
  const { content } = expert;
  const open: Conversation = { ...conversation, arrived: false };
  if (waits) return answered(open, [text(say(content, 'hand_off_more'))]);
  return advance(expert, { ...open, status: 'asking', misses: 0 }, at, [
    text(say(content, 'follow_up_sorry')),
  ]);
}
