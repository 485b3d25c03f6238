import { advance } from './advance.ts';
import { courtesy } from './controls.ts';
import type { Conversation } from './conversation.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { remember } from './remember.ts';
import { answered, type Step, text } from './step.ts';

type Said = Extract<Event, { type: 'said' }>;

/** The trouble that was offered takes the place of the one that is answered; the facts are kept. */
export function takeUp(expert: Expert, conversation: Conversation, issue: string, event: Said): Step {
  const fact = { value: issue, said: event.understanding.text, turn: conversation.turn };
  const facts = { ...conversation.facts, [expert.content.roles.issue]: fact };
  return advance(expert, { ...remember(expert, conversation, facts), misses: 0 }, event.at, []);
}

/** The talk is done: nothing more was wanted. */
export function declined(expert: Expert, conversation: Conversation): Step {
  const said = courtesy(expert, conversation, 'thanks') ?? '';
  return answered({ ...conversation, status: 'closed' }, [text(said)]);
}
