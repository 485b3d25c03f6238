import type { Conversation } from '../conversation/conversation.ts';
import type { Effect, Event } from '../conversation/event.ts';
import type { Expert } from '../conversation/expert.ts';
import { issueInHand } from '../conversation/issue.ts';
import { transition } from '../conversation/transition.ts';
import type { Reading, Understanding } from '../nlu/understanding.ts';
import type { Doing } from '../store/store.ts';

/** Who answers: the expert, and the reader that makes an Understanding of a text. */
export interface Advisor {
  readonly expert: Expert;
  readonly read: (text: string, reading: Reading) => Understanding;
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
  const issue = issueInHand(advisor.expert, conversation);
  const { asking, inquiry } = conversation;
  const understanding = advisor.read(doing.text, { at, asked: asking, issue, inquiry });
  return { type: 'said', at, understanding, masked: doing.masked };
}
