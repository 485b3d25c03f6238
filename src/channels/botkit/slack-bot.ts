import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Parcel, Sent } from '../../desk/carrier.ts';
import { carry } from '../../desk/carry.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Message } from '../../desk/door.ts';
import type { Channel, Post } from '../channel.ts';
import { converse } from '../converse.ts';
import { webLink } from '../web-link.ts';
import { controllerOver } from './controller.ts';
import { exchange } from './exchange.ts';
import type { SlackSettings } from './settings.ts';
import { OneWorkspace } from './slack-adapter.ts';
import type { SlackDoing } from './slack-event.ts';
import { slackMessage } from './slack-message.ts';
import { slackOutcome } from './slack-outcome.ts';

/** Slack through Botkit: everything that knows the frameworks lies behind this. */
export interface SlackBot {
  receive(desk: Desk, channel: Channel, call: SlackPost): Promise<Response>;
  send(parcel: Parcel): Promise<Sent>;
}

/** A call of Slack that was let through the door. */
export interface SlackPost {
  readonly post: Post;
  readonly doing: SlackDoing;
  /** as the adapter expects it parsed */
  readonly body: object;
}

const CALL = Symbol('call');

interface Call extends SlackPost {
  readonly desk: Desk;
  readonly channel: Channel;
  readonly publicUrl: string | null;
}

const referenceSchema = z.object({ channel: z.string(), team: z.string(), user: z.string() });

/** The bot of one workspace. */
export function createSlackBot(settings: SlackSettings): SlackBot {
  const { publicUrl } = settings;
  const adapter = new OneWorkspace(settings);
  const run = controllerOver(adapter, answer);
  return {
    receive: (desk, channel, call) =>
      exchange(call.post, call.body, (request, response) =>
        adapter.processActivity(request, response, async (context) => {
          context.turnState.set(CALL, { ...call, desk, channel, publicUrl });
          // The adapter calls a message an event where its own middleware is not used.
          context.activity.type = 'message';
          // Botkit lets these fields name the event and replace the message.
          context.activity.channelData = {};
          await run(context);
        }),
      ),
    send: ({ identity, piece, slot }) => {
      const { channel, user } = referenceSchema.parse(identity.reference);
      const reference = {
        channelId: 'slack',
        serviceUrl: '',
        conversation: { id: channel, isGroup: false, conversationType: 'im', name: '' },
        bot: { id: 'bot', name: '' },
        user: { id: user, name: '' },
      };
      return slackOutcome(
        adapter.continueConversation(reference, async (context) => {
          await context.sendActivity({ type: 'message', channelData: slackMessage(piece, slot) });
        }),
      );
    },
  };
}

async function answer(context: TurnContext): Promise<void> {
  const { desk, channel, doing, publicUrl } = context.turnState.get<Call>(CALL);
  const { user, team, id } = doing;
  const reference = { channel: doing.channel, team, user };
  const incoming = {
    externalId: user,
    reference,
    messageId: id,
    message: messageOf(doing),
    at: desk.clock(),
  };
  const link = await webLink(desk, channel, incoming, publicUrl);
  if (link !== null) {
    const channelData = slackMessage({ text: link.text, choices: [] }, null);
    await context.sendActivity({ type: 'message', channelData });
    return;
  }
  const { conversationId } = await converse(desk, channel, incoming);
  try {
    await carry(desk, conversationId, channel);
  } catch (error) {
    desk.warn(`what was said in conversation ${conversationId} could not be sent at once: ${String(error)}`);
  }
}

function messageOf({ text, pressed }: SlackDoing): Message {
  const [slot = '', value = ''] = pressed ? text.split('\n') : [];
  if (!pressed) return { type: 'text', text: text.slice(0, 2_000) };
  return slot === '' ? { type: 'text', text: value } : { type: 'choice', slot, value };
}
