import type { Content } from '../content/content.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { advance, giveUp, PATIENCE, put } from './advance.ts';
import { again, control } from './controls.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { handOff } from './hand-off.ts';
import { anotherTrouble, laterNoted, withLater } from './later.ts';
import type { Hearing } from './progress.ts';
import { remember } from './remember.ts';
import { type Step, text } from './step.ts';
import { say } from './wording.ts';

/** No new fact: a control, a side question, something outside our trade, "do not know", or a miss. */
export function nothingNew(expert: Expert, conversation: Conversation, hearing: Hearing): Step {
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

/** Another trouble in the middle of one: it is remembered, and the open question put again, or left open as after a
 * digression. What is told once more is no news: it is taken for an answer that is not understood. */
function anotherFirst(expert: Expert, conversation: Conversation, hearing: Hearing): Step | null {
  const { understanding, leads } = hearing;
  const other = anotherTrouble(expert, conversation, understanding);
  if (other === null && understanding.another === null) return null;
  if (other !== null && conversation.later.includes(other)) return null;
  const noted = other === null ? leads : [...leads, laterNoted(expert, other)];
  const aware = { ...withLater(conversation, other), misses: 0 };
  return again(expert, aware, noted);
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
