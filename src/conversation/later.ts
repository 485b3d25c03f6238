import type { Content } from '../content/content.ts';
import { akin } from '../dialog/akin.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Understanding } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { generalIssue, issueInHand } from './issue.ts';
import type { Choice, Reply } from './reply.ts';
import { text } from './step.ts';
import { say } from './wording.ts';

/** From this probability a message that answers nothing tells of another trouble. */
const PLAINLY = 0.85;
/** Shorter messages are answers, whatever they look like. */
const SENTENCE = 6;

/** The talk with the second trouble remembered that the message tells of. */
export function withLater(conversation: Conversation, issue: string | null): Conversation {
  if (issue === null || conversation.later.includes(issue)) return conversation;
  return { ...conversation, later: [...conversation.later, issue] };
}

/** The other trouble that a message tells of which answers nothing and states no new fact, or null. */
export function anotherTrouble(
  expert: Expert,
  conversation: Conversation,
  understanding: Understanding,
): string | null {
  const inHand = issueInHand(expert, conversation);
  const [best] = understanding.issues;
  if (inHand === null || conversation.asking === null || best === undefined) return null;
  if (understanding.corrects || understanding.outOfScope !== null) return null;
  if (understanding.text.length < SENTENCE || best.probability < PLAINLY) return null;
  const general = best.value === generalIssue(expert.content);
  return general || akin(expert.content.dialogs, inHand, best.value) ? null : best.value;
}

/** Tells that the other trouble will be looked at when this one is done. */
export function laterNoted({ content }: Expert, issue: string): Reply {
  return text(say(content, 'later_noted', { 问题: labelOf(content, issue) }));
}

/** Offers the trouble heard beside the one that was just answered: the talk with the offer, and the question. */
export function offerLater(
  { content }: Expert,
  conversation: Conversation,
): [Conversation, readonly Reply[]] {
  const done = conversation.facts[content.roles.issue]?.value;
  const [offered, ...later] = conversation.later.filter((issue) => issue !== done);
  if (offered === undefined) return [{ ...conversation, later: [] }, []];
  const question = say(content, 'later', { 问题: labelOf(content, offered) });
  const reply: Reply = { kind: 'question', text: question, choices: offerChoices(content, offered) };
  return [{ ...conversation, later, offered }, [reply]];
}

/** The buttons of an offer, choices of the issue slot. */
export function offerChoices(content: Content, offered: string): readonly Choice[] {
  return [
    { label: say(content, 'later_yes'), value: offered },
    { label: say(content, 'later_no'), value: UNKNOWN },
  ];
}

function labelOf(content: Content, issue: string): string {
  return content.slots[content.roles.issue]?.options.find(({ id }) => id === issue)?.label ?? issue;
}
