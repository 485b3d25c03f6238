import { choiceBy } from '../conversation/pieces.ts';
import { turnOf } from '../conversation/turn.ts';
import type { Desk } from '../desk/desk.ts';
import type { Message } from '../desk/door.ts';
import { openFor } from '../desk/open.ts';
import { receive } from '../desk/receive.ts';
import type { Identity } from '../store/identity.ts';
import type { Channel } from './channel.ts';

/** Somebody on a channel, as it reports them. */
export interface Person {
  /** who it is there: one conversation each */
  readonly externalId: string;
  /** plain data: what the channel needs to write to them unasked */
  readonly reference: unknown;
  /** epoch ms */
  readonly at: number;
}

/** What somebody sends on a channel; the same id again changes nothing. */
export interface Incoming extends Person {
  readonly messageId: string;
  readonly message: Message;
}

/** characters of the longest label of a choice, and more */
const LONGEST_LABEL = 64;

/** Meets somebody on a channel: their one conversation is found, or opened with a greeting. */
export async function meet(desk: Desk, channel: Channel, person: Person): Promise<Identity> {
  const { externalId, reference, at } = person;
  const known = await desk.store.identities.hear({ channel: channel.name, externalId, reference, at });
  if (known !== null) return known;
  const { carryAfter } = channel;
  const identity = await openFor(desk, channel.name, { externalId, reference, carryAfter }, at);
  desk.hints.send(identity.conversationId);
  return identity;
}

/** Lets the desk answer a message of a channel. What is said waits in the outbox afterwards: the channel carries it
 * in its response (`carryInReply`), at once (`carry`), or leaves it to the job. */
export async function converse(desk: Desk, channel: Channel, incoming: Incoming): Promise<Identity> {
  const identity = await meet(desk, channel, incoming);
  const { conversationId } = identity;
  const { messageId: id, at } = incoming;
  const message = await meant(desk, conversationId, incoming.message);
  const received = await receive(desk, { conversationId, id, message, at });
  if (received.type === 'answered') return identity;
  // A button of a question that the content no longer has: its words may still say something.
  if (received.type === 'no-choice') {
    const text = message.type === 'choice' ? message.value : message.text;
    await receive(desk, { conversationId, id, message: { type: 'text', text }, at });
    return identity;
  }
  // Erased between the two steps: it begins anew.
  return converse(desk, channel, incoming);
}

/** A choice of the open question is named by its number or letter, or in its own words, as quick replies send them. */
async function meant(desk: Desk, conversationId: string, message: Message): Promise<Message> {
  if (message.type === 'choice' || message.text.length > LONGEST_LABEL) return message;
  const held = await desk.conversations.load(conversationId);
  if (held === null) return message;
  const { asking } = turnOf(desk.advisor.expert, held.conversation, []);
  const words = message.text.trim();
  const choice =
    asking === null
      ? null
      : (asking.choices.find(({ label }) => label === words) ?? choiceBy(message.text, asking.choices));
  if (asking === null || choice === null) return message;
  return { type: 'choice', slot: asking.slot, value: choice.value };
}
