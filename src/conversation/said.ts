import type { Content } from '../content/content.ts';
import type { Fact } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { advance, giveUp, PATIENCE, put } from './advance.ts';
import { again, back, control, courtesy, restart } from './controls.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { handOff, listening } from './hand-off.ts';
import { inquired } from './inquired.ts';
import { answerNamed, inquiryNamed } from './inquiry.ts';
import { issueInHand, pointedIssue } from './issue.ts';
import { anotherTrouble, laterNoted, withLater } from './later.ts';
import { type Conflict, merge } from './merge.ts';
import { answerIn, heardBy, listen } from './overhear.ts';
import { remember } from './remember.ts';
import type { Reply } from './reply.ts';
import { answered, type Step, text } from './step.ts';
import { suppose } from './suppose.ts';
import { say } from './wording.ts';

type Said = Extract<Event, { type: 'said' }>;
type Chose = Extract<Event, { type: 'chose' }>;

/** A message of the merchant. */
export function said(expert: Expert, conversation: Conversation, event: Said): Step {
  const { offered } = conversation;
  const { consent, another } = event.understanding;
  const asked = answerIn(conversation, event);
  if (asked !== null) return inquired(expert, conversation, asked, event.at);
  const free: Conversation = {
    ...conversation,
    offered: null,
    inquiry: conversation.inquiry === 'follow_up' ? null : conversation.inquiry,
  };
  if (conversation.status === 'handoff') return listen(expert, free, event);
  if (offered !== null && consent === false) return declined(expert, free);
  if (offered !== null && consent === true) return takeUp(expert, free, offered, event);
  return hear(expert, withLater(free, another), event);
}

/** The trouble that was offered takes the place of the one that is answered; the facts are kept. */
function takeUp(expert: Expert, conversation: Conversation, issue: string, event: Said): Step {
  const fact = { value: issue, said: event.understanding.text, turn: conversation.turn };
  const facts = { ...conversation.facts, [expert.content.roles.issue]: fact };
  return advance(expert, { ...remember(expert, conversation, facts), misses: 0 }, event.at, []);
}

/** The talk is done: nothing more was wanted. */
function declined(expert: Expert, conversation: Conversation): Step {
  const said = courtesy(expert, conversation, 'thanks') ?? '';
  return answered({ ...conversation, status: 'closed' }, [text(said)]);
}

function hear(expert: Expert, conversation: Conversation, event: Said): Step {
  const { understanding, at } = event;
  const leads = leadsTo(expert, conversation, event);
  if (understanding.empty) return again(expert, conversation, [...leads, text(say(expert.content, 'empty'))]);
  if (understanding.control === 'restart') return restart(expert, conversation);
  const supposition = suppose(expert, conversation, understanding.supposed, at);
  if (supposition !== null) return supposition;
  const heard = heardBy(expert, conversation, understanding);
  const merged = merge(conversation.facts, heard, {
    turn: conversation.turn,
    asked: conversation.asking,
    corrects: understanding.corrects,
    disputed: [...conversation.disputed, ...neverDisputed(expert.content)],
    refines: (slot, now, before) => refines(expert.content, slot, [now, before]),
  });
  const changed = merged.changed.length > 0;
  const facts = changed ? pointedIssue(expert, merged.facts, conversation.turn, at) : merged.facts;
  const next = changed ? remember(expert, conversation, facts) : conversation;
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

function refines(
  { slots }: Content,
  slot: string,
  [now, before]: readonly [Fact['value'], Fact['value']],
): boolean {
  const option = slots[slot]?.options.find(({ id }) => id === now);
  return option?.refines.some((id) => id === before) ?? false;
}

/** What is said before anything else: that personal data was removed, that another trouble is remembered. */
function leadsTo(expert: Expert, conversation: Conversation, { masked, understanding }: Said): Reply[] {
  const { another } = understanding;
  const hidden: Reply[] = masked ? [{ kind: 'notice', text: say(expert.content, 'masked') }] : [];
  const inHand = issueInHand(expert, conversation) !== null;
  return another !== null && inHand ? [...hidden, laterNoted(expert, another)] : hidden;
}

/** Outside our trade, words of it are no facts: a credit card in a question about loans. */
function isOutside(expert: Expert, conversation: Conversation, { outOfScope }: Understanding): boolean {
  return outOfScope !== null && conversation.facts[expert.content.roles.issue] === undefined;
}

/** A tapped button: as plain an answer as can be. */
export function chose(expert: Expert, before: Conversation, event: Chose): Step {
  const conversation: Conversation = { ...before, offered: null };
  const inquiry = inquiryNamed(event.slot);
  if (inquiry !== null) {
    const answer = answerNamed(inquiry, event.value);
    return answer === null
      ? again(expert, conversation, [])
      : inquired(expert, conversation, answer, event.at);
  }
  const offer =
    before.status !== 'handoff' && before.offered !== null && event.slot === expert.content.roles.issue;
  if (offer && event.value === UNKNOWN) return declined(expert, conversation);
  const option = expert.content.slots[event.slot]?.options.find((one) => one.id === event.value);
  const fact = { value: event.value, said: option?.label ?? '', turn: conversation.turn };
  const { facts } =
    event.value === UNKNOWN
      ? giveUp(expert, conversation, event.slot)
      : { facts: { ...conversation.facts, [event.slot]: fact } };
  const next = remember(expert, conversation, facts);
  if (conversation.status === 'handoff') {
    return listening(expert, next, { at: event.at, changed: true, corrects: false });
  }
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
  const later = anotherFirst(expert, conversation, hearing);
  if (later !== null) return later;
  const aside = asideTo(content, understanding);
  if (asking !== null && shrugs(understanding, aside))
    return doNotKnow(expert, conversation, asking, hearing);
  if (aside !== null) return digression(expert, conversation, aside, hearing);
  const heard = understanding.facts.length > 0 || understanding.issues.length > 0;
  if (conversation.status !== 'asking') {
    const lead = heard ? [] : [text(say(content, notUnderstood(expert, { ...conversation, misses: 1 })))];
    return advance(expert, conversation, at, [...leads, ...lead]);
  }
  if (understanding.facts.length > 0 && asking !== null) {
    return toldBefore(expert, conversation, asking, hearing);
  }
  return miss(expert, conversation, hearing);
}

/** An answer beside the subject, and the open question again. What leads away from one question for the second time
 * may be an answer that is not understood: then the talk goes on without it. */
function digression(expert: Expert, conversation: Conversation, aside: string, hearing: Hearing): Step {
  const { at, leads } = hearing;
  const aware: Conversation = { ...conversation, misses: 0 };
  const said = [...leads, text(aside)];
  const { asking } = conversation;
  if (asking === null || (conversation.asked[asking] ?? 0) < PATIENCE) return again(expert, aware, said);
  return advance(expert, giveUp(expert, aware, asking), at, said);
}

/** Another trouble in the middle of one: it is remembered, and the open question put again. */
function anotherFirst(expert: Expert, conversation: Conversation, hearing: Hearing): Step | null {
  const { understanding, leads } = hearing;
  const other = anotherTrouble(expert, conversation, understanding);
  if (other === null && understanding.another === null) return null;
  const noted = other === null ? leads : [...leads, laterNoted(expert, other)];
  return again(expert, { ...withLater(conversation, other), misses: 0 }, noted);
}

/** "Do not know", unless it asks how to find out: then the question stays open while that is explained. */
function shrugs({ dontKnow, sideQuestion }: Understanding, aside: string | null): boolean {
  return dontKnow && (aside === null || sideQuestion === null);
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
  const leads = [...hearing.leads, text(say(content, notUnderstood(expert, missed)))];
  if (slot === null) return advance(expert, missed, hearing.at, leads);
  const tired = (missed.asked[slot] ?? 0) >= PATIENCE;
  return tired
    ? advance(expert, giveUp(expert, missed, slot), hearing.at, leads)
    : put(expert, missed, { slot, say: null }, leads);
}
