import type { Facts } from '../dialog/slot.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';

/** How many steps 返回 can go back. */
const MEMORY = 20;

/** The talk with these facts. */
export function remember(expert: Expert, conversation: Conversation, facts: Facts): Conversation {
  const step = { facts: conversation.facts, asking: conversation.asking };
  const past = [...conversation.past, step].slice(-MEMORY);
  return { ...conversation, facts, past, asked: askedWith(expert, conversation, facts) };
}

/** The questions that count as put once these facts are known. Another trouble after the answer gets questions of its own. */
export function askedWith(
  { content }: Expert,
  { status, facts: before, asked }: Conversation,
  facts: Facts,
): Conversation['asked'] {
  const { issue } = content.roles;
  return status !== 'asking' && before[issue]?.value !== facts[issue]?.value ? {} : asked;
}
