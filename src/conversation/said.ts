import type { Understanding } from '../nlu/understanding.ts';
import { again, back, restart } from './controls.ts';
import type { Conversation } from './conversation.ts';
import type { Event } from './event.ts';
import type { Expert } from './expert.ts';
import { handOff } from './hand-off.ts';
import { inquired } from './inquired.ts';
import { issueInHand } from './issue.ts';
import { laterNoted, withLater } from './later.ts';
import { nothingNew } from './nothing-new.ts';
import { declined, takeUp } from './offered.ts';
import { answerIn, heardBy, listen } from './overhear.ts';
import { isDanger, progress } from './progress.ts';
import type { Reply } from './reply.ts';
import { type Step, text } from './step.ts';
import { suppose } from './suppose.ts';
import { takeIn } from './take-in.ts';
import { say } from './wording.ts';

type Said = Extract<Event, { type: 'said' }>;

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

function hear(expert: Expert, conversation: Conversation, event: Said): Step {
  const { understanding, at } = event;
  const leads = leadsTo(expert, conversation, event);
  if (understanding.empty) return again(expert, conversation, [...leads, text(say(expert.content, 'empty'))]);
  if (understanding.control === 'restart') return restart(expert, conversation);
  const supposition = suppose(expert, conversation, understanding.supposed, at);
  if (supposition !== null) return supposition;
  const heard = heardBy(expert, conversation, understanding);
  const { corrects } = understanding;
  const { next, changed, conflict } = takeIn(expert, conversation, heard, { at, corrects });
  if (understanding.control === 'human') return handOff(expert, next, at, leads);
  if (understanding.control === 'back') return back(expert, conversation, at);
  const corrected = corrects && changed.some((slot) => slot in conversation.facts);
  const hearing = { at, leads, understanding, conflict, corrected };
  const answers = heard.some((fact) => fact.slot === conversation.asking);
  const outside = isOutside(expert, conversation, understanding) && !isDanger(expert, next, at);
  const told = answers || (changed.length > 0 && !outside);
  return told ? progress(expert, next, hearing) : nothingNew(expert, conversation, hearing);
}

/** What is said before anything else: that personal data was removed, that another trouble is remembered. */
function leadsTo(expert: Expert, conversation: Conversation, { masked, understanding }: Said): Reply[] {
  const { another } = understanding;
  const hidden: Reply[] = masked ? [{ kind: 'notice', text: say(expert.content, 'masked') }] : [];
  const inHand = issueInHand(expert, conversation) !== null;
  return another !== null && inHand ? [...hidden, laterNoted(expert, another)] : hidden;
}

/** Outside our trade, words of it are no facts: a credit card in a question about loans. A danger sign always is one. */
function isOutside(expert: Expert, conversation: Conversation, { outOfScope }: Understanding): boolean {
  return outOfScope !== null && conversation.facts[expert.content.roles.issue] === undefined;
}
