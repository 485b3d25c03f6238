import type { Conversation } from '../conversation/conversation.ts';
import type { Effect, Event } from '../conversation/event.ts';
import type { Expert } from '../conversation/expert.ts';
import { issueInHand } from '../conversation/issue.ts';
import { transition } from '../conversation/transition.ts';
import type { Facts } from '../dialog/slot.ts';
import type { PastedReader } from '../nlu/transcript/pasted.ts';
import type { Reading, Understanding } from '../nlu/understanding.ts';
import type { Doing } from '../store/store.ts';

/** Who answers: the expert, the reader that makes an Understanding of a text, and the one of pasted conversations. */
export interface Advisor {
  readonly expert: Expert;
  readonly read: (text: string, reading: Reading) => Understanding;
  readonly pasted: PastedReader;
}

/** Lets the advisor answer one thing that a merchant did, at an instant (epoch ms). Pure. */
export function advise(
  advisor: Advisor,
  conversation: Conversation,
  doing: Doing,
  at: number,
): readonly [Conversation, readonly Effect[]] {
  return transition(advisor.expert, conversation, eventOf(advisor, conversation, doing, at));
}

function eventOf(advisor: Advisor, conversation: Conversation, doing: Doing, at: number): Event {
  if (doing.type === 'chose') return { type: 'chose', at, slot: doing.slot, value: doing.value };
  const understanding = understood(advisor, conversation, doing.text, at);
  return { type: 'said', at, understanding, masked: doing.masked };
}

/** What is understood of a text at this point of a talk. */
export function understood(
  advisor: Advisor,
  conversation: Conversation,
  text: string,
  at: number,
): Understanding {
  const issue = issueInHand(advisor.expert, conversation);
  const { asking, inquiry, facts } = conversation;
  return advisor.read(text, { at, asked: asking, issue, inquiry, held: heldIn(facts) });
}

/** What is known, the latest first. */
function heldIn(facts: Facts): NonNullable<Reading['held']> {
  const latest = Object.entries(facts).sort(([, a], [, b]) => b.turn - a.turn);
  return Object.fromEntries(latest.map(([slot, { value }]) => [slot, value]));
}
