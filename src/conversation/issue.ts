import type { Content } from '../content/content.ts';
import type { Heard, Understanding } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';

/** From this probability the kind of trouble is taken as stated; below it is asked. */
const STATED = 0.45;
/** From this probability a message after the answer opens another trouble. */
const ANOTHER = 0.8;

/** The kind that stands for "something else": the last option of the issue slot. */
export function generalIssue(content: Content): string | null {
  return content.slots[content.roles.issue]?.options.at(-1)?.id ?? null;
}

/** The kind of trouble a message states, as a fact, or null. While a trouble is in hand, messages are read as
 * answers; after the answer a clearly different trouble takes its place, and the facts are kept. */
export function hearIssue(
  expert: Expert,
  conversation: Conversation,
  understanding: Understanding,
): Heard | null {
  const slot = expert.content.roles.issue;
  const best = understanding.issues[0];
  if (best === undefined || understanding.outOfScope !== null) return null;
  const asked = conversation.asking === slot;
  const general = best.value === generalIssue(expert.content);
  if (general && !asked && !tellsOfTrouble(expert, understanding)) return null;
  if (best.probability < leastSure(conversation, slot, asked)) return null;
  const { text } = understanding;
  return { slot, value: best.value, said: text, start: 0, end: text.length, hedged: false };
}

/** A general kind is only believed where facts of a sale come with it; else it is a question in passing. */
function tellsOfTrouble(expert: Expert, understanding: Understanding): boolean {
  const { roles } = expert.content;
  const idle = new Set([roles.user, roles.brand, roles.issue, roles.settlementMode]);
  return understanding.sideQuestion === null && understanding.facts.some((fact) => !idle.has(fact.slot));
}

function leastSure(conversation: Conversation, slot: string, asked: boolean): number {
  if (asked) return 0;
  if (conversation.facts[slot] === undefined) return STATED;
  return conversation.status === 'asking' ? Number.POSITIVE_INFINITY : ANOTHER;
}
