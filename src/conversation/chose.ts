import { UNKNOWN } from '../knowledge/condition.ts';
import { advance, giveUp } from './advance.ts';
import { again } from './controls.ts';
import type { Conversation } from './conversation.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { listening } from './hand-off.ts';
import { inquired } from './inquired.ts';
import { answerNamed, inquiryNamed } from './inquiry.ts';
import { declined } from './offered.ts';
import { remember } from './remember.ts';
import type { Step } from './step.ts';

type Chose = Extract<Event, { type: 'chose' }>;

/** A tapped button: as plain an answer as can be. */
export function chose(expert: Expert, before: Conversation, event: Chose): Step {
  const conversation: Conversation = { ...before, offered: null };
  const inquiry = inquiryNamed(event.slot);
  if (inquiry !== null) {
    const answer = answerNamed(inquiry, event.value);
    return answer === null
      ? again(expert, conversation, [])
      : inquired(expert, conversation, answer, event.at);
  }
  const offer =
    before.status !== 'handoff' && before.offered !== null && event.slot === expert.content.roles.issue;
  if (offer && event.value === UNKNOWN) return declined(expert, conversation);
  const option = expert.content.slots[event.slot]?.options.find((one) => one.id === event.value);
  const fact = { value: event.value, said: option?.label ?? '', turn: conversation.turn };
  const { facts } =
    event.value === UNKNOWN
      ? giveUp(expert, conversation, event.slot)
      : { facts: { ...conversation.facts, [event.slot]: fact } };
  const next = remember(expert, conversation, facts);
  if (conversation.status === 'handoff') {
    return listening(expert, next, { at: event.at, changed: true, corrects: false });
  }
  return advance(expert, { ...next, misses: 0 }, event.at, []);
}
