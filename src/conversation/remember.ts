import type { Facts } from '../dialog/slot.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';

/** How many steps 返回 can go back. */
const MEMORY = 20;

/** The talk with these facts. Another trouble after the answer gets questions of its own. */
export function remember(expert: Expert, conversation: Conversation, facts: Facts): Conversation {
  const step = { facts: conversation.facts, asking: conversation.asking };
  const past = [...conversation.past, step].slice(-MEMORY);
  const issue = expert.content.roles.issue;
  const another =
    conversation.status !== 'asking' && conversation.facts[issue]?.value !== facts[issue]?.value;
  return { ...conversation, facts, past, asked: another ? {} : conversation.asked };
}
