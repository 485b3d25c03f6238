import type { Content } from '../content/content.ts';
import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Heard, Understanding } from '../nlu/understanding.ts';
import { advance, giveUp, PATIENCE, put } from './advance.ts';
import { again, back, control, restart } from './controls.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { handOff, whileWaiting } from './hand-off.ts';
import { hearIssue, pointedIssue } from './issue.ts';
import { type Conflict, merge } from './merge.ts';
import type { Reply } from './reply.ts';
import { type Step, text } from './step.ts';
import { say } from './wording.ts';

type Said = Extract<Event, { type: 'said' }>;
type Chose = Extract<Event, { type: 'chose' }>;

/** How many steps 返回 can go back. */
const MEMORY = 20;

/** A message of the merchant. */
export function said(expert: Expert, conversation: Conversation, event: Said): Step {
  const { understanding, at } = event;
  const leads: Reply[] = event.masked ? [{ kind: 'notice', text: say(expert.content, 'masked') }] : [];
  if (understanding.empty) return again(expert, conversation, [...leads, text(say(expert.content, 'empty'))]);
  if (understanding.control === 'restart') return restart(expert, conversation);
  const heard = heardBy(expert, conversation, understanding);
  const merged = merge(conversation.facts, heard, {
    turn: conversation.turn,
    asked: conversation.asking,
    corrects: understanding.corrects,
    disputed: [...conversation.disputed, ...neverDisputed(expert.content)],
  });
  const changed = merged.changed.length > 0;
  const facts = changed ? pointedIssue(expert, merged.facts, conversation.turn, at) : merged.facts;
  const next = changed ? remember(expert, conversation, facts) : conversation;
  if (conversation.status === 'handoff') return whileWaiting(expert, next, changed);
  if (understanding.control === 'human') return handOff(expert, next, at, leads);
  if (understanding.control === 'back') return back(expert, conversation, at);
  const corrected = understanding.corrects && merged.changed.some((slot) => slot in conversation.facts);
  const hearing = { at, leads, understanding, conflict: merged.conflict, corrected };
  const answers = heard.some((fact) => fact.slot === conversation.asking);
  const told = answers || (changed && !isOutside(expert, conversation, understanding));
  return told ? progress(expert, next, hearing) : nothingNew(expert, conversation, hearing);
}

/** A merchant can have two kinds of trouble, and talks of many amounts: neither contradicts what was said before. */
function neverDisputed({ slots, roles }: Content): readonly string[] {
  const amounts = Object.values(slots).filter((slot) => slot.kind === 'amount');
  return [roles.issue, ...amounts.map((slot) => slot.id)];
}

/** Outside our trade, words of it are no facts: a credit card in a question about loans. */
function isOutside(expert: Expert, conversation: Conversation, { outOfScope }: Understanding): boolean {
  return outOfScope !== null && conversation.facts[expert.content.roles.issue] === undefined;
}

/** A tapped button: as plain an answer as can be. */
export function chose(expert: Expert, conversation: Conversation, event: Chose): Step {
  const option = expert.content.slots[event.slot]?.options.find((one) => one.id === event.value);
  const fact = { value: event.value, said: option?.label ?? '', turn: conversation.turn };
  const { facts } =
    event.value === UNKNOWN
      ? giveUp(expert, conversation, event.slot)
      : { facts: { ...conversation.facts, [event.slot]: fact } };
  const next = remember(expert, conversation, facts);
  if (conversation.status === 'handoff') return whileWaiting(expert, next, true);
  return advance(expert, { ...next, misses: 0 }, event.at, []);
}

interface Hearing {
  readonly at: number;
  readonly leads: readonly Reply[];
  readonly understanding: Understanding;
  readonly conflict: Conflict | null;
  /** something said before was replaced */
  readonly corrected: boolean;
}

function heardBy(expert: Expert, conversation: Conversation, understanding: Understanding): readonly Heard[] {
  const issue = hearIssue(expert, conversation, understanding);
  const others = understanding.facts.filter((fact) => fact.slot !== issue?.slot);
  return issue === null ? others : [...others, issue];
}

/** The talk with these facts. Another trouble after the answer gets questions of its own. */
function remember(expert: Expert, conversation: Conversation, facts: Facts): Conversation {
  const step = { facts: conversation.facts, asking: conversation.asking };
  const past = [...conversation.past, step].slice(-MEMORY);
  const issue = expert.content.roles.issue;
  const another =
    conversation.status !== 'asking' && conversation.facts[issue]?.value !== facts[issue]?.value;
  return { ...conversation, facts, past, asked: another ? {} : conversation.asked };
}

function progress(expert: Expert, conversation: Conversation, hearing: Hearing): Step {
  const { content } = expert;
  const next: Conversation = { ...conversation, misses: 0 };
  const { conflict, understanding } = hearing;
  if (conflict !== null && (next.asked[conflict.slot] ?? 0) < PATIENCE && !isDanger(expert, next, hearing)) {
    const sentence = say(content, 'contradiction', { 先: conflict.before.said, 后: conflict.now.said });
    const disputed = { ...next, disputed: [...next.disputed, conflict.slot] };
    return put(expert, disputed, { slot: conflict.slot, say: null }, [...hearing.leads, text(sentence)]);
  }
  const polite = understanding.control === 'bot_question' ? [text(say(content, 'bot'))] : [];
  const noted = hearing.corrected ? [text(say(content, 'corrected'))] : [];
  return advance(expert, next, hearing.at, [...hearing.leads, ...polite, ...noted]);
}

/** Whether the facts show a danger sign: then nothing is asked any more, not even which of two statements is right. */
function isDanger(expert: Expert, { facts, asked }: Conversation, { at }: Hearing): boolean {
  return decide(expert, facts, new Set(Object.keys(asked)), at).danger !== null;
}

/** No new fact: a control, a side question, something outside our trade, "do not know", or a miss. */
function nothingNew(expert: Expert, conversation: Conversation, hearing: Hearing): Step {
  const { content } = expert;
  const { understanding, leads, at } = hearing;
  const { asking } = conversation;
  const controlled = control(expert, conversation, understanding.control, leads);
  if (controlled !== null) return controlled;
  if (understanding.dontKnow && asking !== null) return doNotKnow(expert, conversation, asking, hearing);
  const aside = asideTo(content, understanding);
  if (aside !== null) return again(expert, { ...conversation, misses: 0 }, [...leads, text(aside)]);
  const heard = understanding.facts.length > 0 || understanding.issues.length > 0;
  if (conversation.status !== 'asking') {
    const lead = heard ? [] : [text(say(content, 'not_understood_first'))];
    return advance(expert, conversation, at, [...leads, ...lead]);
  }
  if (understanding.facts.length > 0 && asking !== null) {
    return toldBefore(expert, conversation, asking, hearing);
  }
  return miss(expert, conversation, hearing);
}

/** What is said to a question on the side, or to something outside our trade; null where it is neither. */
function asideTo(content: Content, { outOfScope, sideQuestion }: Understanding): string | null {
  if (outOfScope !== null) {
    const own = `outside_${outOfScope}`;
    return say(content, content.replies[own] === undefined ? 'outside' : own);
  }
  const article = sideQuestion === null ? undefined : content.articles[sideQuestion];
  return article === undefined ? null : firstParagraph(article.text);
}

/** Understood, but known already: no miss. A question that was put often enough is left open. */
function toldBefore(expert: Expert, conversation: Conversation, slot: string, hearing: Hearing): Step {
  const noted = [...hearing.leads, text(say(expert.content, 'noted'))];
  if ((conversation.asked[slot] ?? 0) < PATIENCE) return again(expert, conversation, noted);
  return advance(expert, giveUp(expert, conversation, slot), hearing.at, noted);
}

function firstParagraph(article: string): string {
  return article.replace(/\n\s*\n.*/s, '');
}

function doNotKnow(expert: Expert, conversation: Conversation, slot: string, hearing: Hearing): Step {
  const { facts } = giveUp(expert, conversation, slot, hearing.understanding.text);
  const next = remember(expert, conversation, facts);
  return advance(expert, { ...next, misses: 0 }, hearing.at, hearing.leads);
}

/** Before the kind of trouble is known it is as likely that the matter is none of ours. */
function notUnderstood(expert: Expert, conversation: Conversation): string {
  if (conversation.facts[expert.content.roles.issue] === undefined) return 'not_understood_first';
  return conversation.misses === 1 ? 'not_understood' : 'not_understood_again';
}

/** Once: the question again; then it is left open and the next one is put, its buttons pointed out; the third
 * time in a row a person takes over. */
function miss(expert: Expert, conversation: Conversation, hearing: Hearing): Step {
  const { content } = expert;
  const missed: Conversation = { ...conversation, misses: conversation.misses + 1 };
  if (missed.misses >= 3) {
    const lead = text(say(content, 'not_understood_last'));
    return handOff(expert, missed, hearing.at, [...hearing.leads, lead]);
  }
  const slot = missed.asking;
  const leads = [
    ...hearing.leads,
    text(say(content, notUnderstood(expert, missed))),
  ];
  if (slot === null) return advance(expert, missed, hearing.at, leads);
  const tired = (missed.asked[slot] ?? 0) >= PATIENCE;
  return tired
    ? advance(expert, giveUp(expert, missed, slot), hearing.at, leads)
    : put(expert, missed, { slot, say: null }, leads);
}
