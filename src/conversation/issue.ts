import type { Content } from '../content/content.ts';
import { posterior } from '../diagnosis/rank.ts';
import { situationAt } from '../dialog/situation.ts';
import type { Facts } from '../dialog/slot.ts';
import type { Heard, Understanding } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';

/** From this probability the kind of trouble is taken as stated; below it is asked. */
const STATED = 0.45;
/** From this probability a message after the answer, or a correction, opens another trouble. */
const ANOTHER = 0.8;
/** From this share of the evidence the facts alone tell the kind of trouble. */
const POINTED = 0.6;

/** Below this probability a kind is none at all, only that something is amiss. */
const FAINT = 0.03;

type Guess = Understanding['issues'][number];

/** The kind that stands for "something else": the last option of the issue slot. */
export function generalIssue(content: Content): string | null {
  return content.slots[content.roles.issue]?.options.at(-1)?.id ?? null;
}

/** The kind of trouble that questions are being put about, or null. */
export function issueInHand({ content }: Expert, { status, facts }: Conversation): string | null {
  const issue = facts[content.roles.issue]?.value;
  return status === 'asking' && typeof issue === 'string' ? issue : null;
}

/** The kind of trouble a message states, as a fact, or null. While a trouble is in hand, messages are read as
 * answers; after the answer a clearly different trouble takes its place, and the facts are kept. */
export function hearIssue(
  expert: Expert,
  conversation: Conversation,
  understanding: Understanding,
): Heard | null {
  const slot = expert.content.roles.issue;
  const guess = understanding.issues[0];
  if (guess === undefined || understanding.outOfScope !== null) return null;
  const asked = conversation.asking === slot;
  const something = generalIssue(expert.content);
  // 刷的是信用卡 tells of no kind of trouble, whichever is the least unlikely.
  const best = guess.probability < FAINT && something !== null ? { ...guess, value: something } : guess;
  const general = best.value === something;
  const known = conversation.facts[slot] !== undefined;
  if (general && !asked && (known || !tellsOfTrouble(expert, understanding))) return null;
  const sure = known ? best.probability : shareOf(best, understanding, tellsOfTrouble(expert, understanding));
  if (sure < leastSure(conversation, slot, understanding)) return null;
  const { text } = understanding;
  return { slot, value: best.value, said: text, start: 0, end: text.length, hedged: general && !asked };
}

/** How sure the kind is. Whoever begins with the facts of a sale has some trouble with it, so then only which one counts. */
function shareOf({ probability }: Guess, { issues }: Understanding, tells: boolean): number {
  return tells ? probability / issues.reduce((sum, one) => sum + one.probability, 0) : probability;
}

/** Facts with the kind of trouble they point to, where none was stated: a payout that failed tells it by itself.
 * It is held with doubt, so that any statement replaces it. */
export function pointedIssue(expert: Expert, facts: Facts, turn: number, at: number): Facts {
  const { content, evidence } = expert;
  const slot = content.roles.issue;
  const stated = facts[slot];
  // "Something else" that was only made out gives way to what the facts say.
  if (stated !== undefined && !(stated.hedged === true && stated.value === generalIssue(content)))
    return facts;
  const distribution = posterior(evidence, situationAt(content, facts, at).known);
  for (const [value, row] of Object.entries(evidence.slots[slot]?.logs ?? {})) {
    const share = distribution.reduce((sum, p, cause) => sum + p * Math.exp(row[cause] ?? 0), 0);
    if (share >= POINTED) return { ...facts, [slot]: { value, said: '', turn, hedged: true } };
  }
  return facts;
}

/** A general kind is only believed where facts of a sale come with it; else it is a question in passing. */
function tellsOfTrouble(expert: Expert, understanding: Understanding): boolean {
  const { roles } = expert.content;
  const idle = new Set([roles.user, roles.brand, roles.issue, roles.settlementMode]);
  return understanding.sideQuestion === null && understanding.facts.some((fact) => !idle.has(fact.slot));
}

function leastSure(conversation: Conversation, slot: string, understanding: Understanding): number {
  if (conversation.asking === slot) return 0;
  const known = conversation.facts[slot];
  if (known === undefined || known.hedged === true) return STATED;
  if (correctsAnother(conversation, understanding)) return Number.POSITIVE_INFINITY;
  return conversation.status === 'asking' && !understanding.corrects ? Number.POSITIVE_INFINITY : ANOTHER;
}

/** Whether a correction is about another fact: "说错了，是储蓄卡" does not tell of a card swiped by mistake. */
function correctsAnother({ facts }: Conversation, understanding: Understanding): boolean {
  return (
    understanding.corrects &&
    understanding.facts.some(
      (heard) => facts[heard.slot] !== undefined && facts[heard.slot]?.value !== heard.value,
    )
  );
}
