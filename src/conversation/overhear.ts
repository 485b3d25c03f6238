import type { Heard, Understanding } from '../nlu/understanding.ts';
import { restart } from './controls.ts';
import type { Conversation } from './conversation.ts';
import type { Effect, Event } from './event.ts';
import type { Expert } from './expert.ts';
import { listening } from './hand-off.ts';
import { inquired } from './inquired.ts';
import { type Answer, answerNamed } from './inquiry.ts';
import { hearIssue } from './issue.ts';
import { merge } from './merge.ts';
import { remember } from './remember.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

type Said = Extract<Event, { type: 'said' }>;

/** A message while the bot does not lead the talk: whoever waits may think better of it. */
export function listen(expert: Expert, conversation: Conversation, event: Said): Step {
  const { understanding, at } = event;
  const waits = conversation.agent === null;
  if (waits && understanding.control === 'cancel') return inquired(expert, conversation, 'leave', at);
  if (waits && understanding.control === 'restart') {
    const [fresh, effects] = restart(expert, conversation);
    return [fresh, [...effects, { type: 'withdraw' }]];
  }
  // What is only supposed is for the person to read.
  const heard = understanding.supposed !== null ? [] : heardBy(expert, conversation, understanding);
  const { facts, changed } = merge(conversation.facts, heard, {
    turn: conversation.turn,
    asked: null,
    corrects: true,
    refines: () => false,
    disputed: [],
  });
  const next = changed.length > 0 ? remember(expert, conversation, facts) : conversation;
  if (waits && changed.length === 0 && understanding.corrects && understanding.consent !== true) {
    return answered(next, [text(say(expert.content, 'correct_prompt'))]);
  }
  const corrects =
    understanding.consent === true || (changed.some((slot) => slot in conversation.facts) && waits);
  const [after, effects] = listening(expert, next, { at, changed: changed.length > 0, corrects });
  const hidden: Effect[] =
    event.masked && waits
      ? [{ type: 'reply', reply: { kind: 'notice', text: say(expert.content, 'masked') } }]
      : [];
  return [after, [...hidden, ...effects]];
}

/** The answer to an open question about the talk itself; a wish not to be asked is heard at any time. */
export function answerIn({ inquiry, status }: Conversation, { understanding }: Said): Answer | null {
  const { inquiry: answer } = understanding;
  if (answer === null || status === 'asking') return null;
  if (inquiry !== null) return answerNamed(inquiry, answer);
  return answer === 'never' ? 'never' : null;
}

/** The facts of a message, the kind of trouble among them. */
export function heardBy(
  expert: Expert,
  conversation: Conversation,
  understanding: Understanding,
): readonly Heard[] {
  const issue = hearIssue(expert, conversation, understanding);
  const others = understanding.facts.filter((fact) => fact.slot !== issue?.slot);
  return issue === null ? others : [...others, issue];
}
