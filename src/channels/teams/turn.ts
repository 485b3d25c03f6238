import type { TurnContext } from 'botbuilder';
import { carry } from '../../desk/carry.ts';
import type { Message } from '../../desk/door.ts';
import type { Identity } from '../../store/identity.ts';
import { converse, meet } from '../converse.ts';
import { webLink } from '../web-link.ts';
import type { Call } from './channel.ts';
import { activityOf } from './framework-activity.ts';
import { messageFor } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { externalIdOf, referenceOf } from './reach.ts';

/** Where a turn keeps the call that it answers. */
export const CALL = Symbol('call');

/** The call that a turn answers. */
export function callOf(context: TurnContext): Call {
  const call = context.turnState.get<Call | undefined>(CALL);
  if (call === undefined) throw new Error('a turn without its call');
  return call;
}

/** The instant of a call (epoch ms): ours, or with a test clock the message's own. */
export function instantOf({ desk, activity }: Call): number {
  const said = activity.timestamp == null ? Number.NaN : Date.parse(activity.timestamp);
  return desk.testClock && !Number.isNaN(said) ? said : desk.clock();
}

/** Greets somebody who has just opened the chat. */
export async function greet(context: TurnContext): Promise<void> {
  const call = callOf(context);
  await carryNow(context, await meet(call.desk, call.channel, personOf(call)));
}

/** Lets the desk answer what a merchant did, and sends what is said to it. */
export async function answer(context: TurnContext, messageId: string, message: Message): Promise<void> {
  const call = callOf(context);
  const incoming = { ...personOf(call), messageId, message };
  await carryNow(context, await converse(call.desk, call.channel, incoming));
}

/** What is said to a merchant who wants to go on on our page; null: that is not what they want. */
export async function linkFor(context: TurnContext, text: string, publicUrl: string | null) {
  const call = callOf(context);
  const message = { type: 'text', text } as const;
  const incoming = { ...personOf(call), messageId: call.activity.id ?? '', message };
  return (await webLink(call.desk, call.channel, incoming, publicUrl))?.text ?? null;
}

function personOf(call: Call) {
  const { activity } = call;
  return { externalId: externalIdOf(activity), reference: referenceOf(activity), at: instantOf(call) };
}

// What cannot be sent now is sent by its job: the merchant's message is kept already.
async function carryNow(context: TurnContext, { conversationId }: Identity): Promise<void> {
  const { desk, channel } = callOf(context);
  const here = {
    ...channel,
    send: (parcel: Parameters<typeof channel.send>[0]) =>
      outcomeOf(context.sendActivity(activityOf(messageFor(parcel)))),
  };
  try {
    await carry(desk, conversationId, here);
  } catch (error) {
    desk.warn(`what was said in conversation ${conversationId} could not be sent at once: ${String(error)}`);
  }
}
