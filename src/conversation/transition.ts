import type { Conversation } from './conversation.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { chose, said } from './said.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

/** The whole engine: what becomes of a talk when something happens. Pure: no clock, no I/O, no chance. */
export function transition(expert: Expert, conversation: Conversation, event: Event): Step {
  const version = expert.content.version;
  if (event.type === 'opened') {
    return answered({ ...conversation, version }, [text(say(expert.content, 'greeting'))]);
  }
  const next: Conversation = { ...conversation, version, turn: conversation.turn + 1 };
  return event.type === 'said' ? said(expert, next, event) : chose(expert, next, event);
}
