import type { TurnContext } from 'botbuilder';
import { carryInReply } from '../../desk/carry-in-reply.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Identity } from '../../store/identity.ts';
import type { Channel } from '../channel.ts';
import { converse, type Incoming, meet } from '../converse.ts';
import { webLink } from '../web-link.ts';
import { packMessages, unpacked, type WebDoing, webMessage } from './web-message.ts';

/** Something that a browser sent, and how it is answered. */
export interface WebCall {
  readonly desk: Desk;
  readonly channel: Channel;
  readonly doing: WebDoing;
  readonly publicUrl: string | null;
  /** absent: what is said goes into the response */
  readonly connected?: Connected;
}

/** A browser that is connected. */
export interface Connected {
  /** carries what waits in the talk to it, now and later */
  readonly follow: (identity: Identity) => Promise<void>;
  readonly tell: (message: object) => void;
}

const CALL = Symbol('call');

/** Lets a turn of the framework know what it answers. */
export function bind(context: TurnContext, call: WebCall): void {
  context.turnState.set(CALL, call);
  // Botkit lets a client name the event and replace the message.
  context.activity.type = 'message';
  context.activity.channelData = {};
}

/** Answers what a browser sent: the handler of every turn. */
export async function answer(context: TurnContext): Promise<void> {
  const call = context.turnState.get<WebCall>(CALL);
  const { desk, channel, doing, publicUrl, connected } = call;
  const incoming = incomingOf(call);
  const link = doing.type === 'message' ? await webLink(desk, channel, incoming, publicUrl) : null;
  const identity = link?.identity ?? (await talk(call, incoming));
  await (connected === undefined ? reply(context, call, identity) : connected.follow(identity));
  if (link === null) return;
  const channelData = webMessage({ text: link.text, choices: [] }, doing.id);
  if (connected === undefined) await context.sendActivity({ type: 'message', channelData });
  else connected.tell(channelData);
}

function incomingOf({ desk, doing }: WebCall): Incoming {
  const { user, id, text } = doing;
  const message = { type: 'text', text } as const;
  return { externalId: user, reference: {}, messageId: id, message, at: desk.clock() };
}

function talk({ desk, channel, doing }: WebCall, incoming: Incoming): Promise<Identity> {
  return doing.type === 'message' ? converse(desk, channel, incoming) : meet(desk, channel, incoming);
}

async function reply(
  context: TurnContext,
  { desk, channel, doing }: WebCall,
  { conversationId }: Identity,
): Promise<void> {
  const asked = { conversationId, messageId: doing.id, at: desk.clock() };
  const body = await carryInReply(desk, asked, channel, packMessages);
  for (const channelData of body === null ? [] : unpacked(body)) {
    await context.sendActivity({ type: 'message', channelData });
  }
}
