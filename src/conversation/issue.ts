import type { Heard, Understanding } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';

/** From this probability the kind of trouble is taken as stated; below it is asked. */
const STATED = 0.45;
/** From this probability a message after the answer opens another trouble. */
const ANOTHER = 0.8;

/** The kind of trouble a message states, as a fact, or null. While a trouble is in hand, messages are read as
 * answers; after the answer a clearly different trouble takes its place, and the facts are kept. */
export function hearIssue(
  expert: Expert,
  conversation: Conversation,
  understanding: Understanding,
): Heard | null {
  const slot = expert.content.roles.issue;
  const best = understanding.issues[0];
  if (best === undefined) return null;
  const current = conversation.facts[slot];
  const least =
    current === undefined ? STATED : conversation.status === 'asking' ? Number.POSITIVE_INFINITY : ANOTHER;
  if (best.probability < least) return null;
  const { text } = understanding;
  return { slot, value: best.value, said: text, start: 0, end: text.length, hedged: false };
}
