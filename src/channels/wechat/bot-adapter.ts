import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { keyOf } from '../../desk/carry.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Channel, Post } from '../channel.ts';
import { meet } from '../converse.ts';
import { toldBy } from './official-answer.ts';
import { readOfficial } from './official-post.ts';
import type { OfficialSettings } from './settings.ts';

type Logic = (context: TurnContext) => Promise<void>;

/** A 服务号 as an adapter of the Bot Framework, for bots that run on Botkit: signature, encryption, tokens, the
 * window and the limits are those of our own channel. The bot's messages go by the customer-service interface. A
 * message that WeChat sends again comes again, with the same activity id. */
export class WechatBotAdapter extends BotAdapter {
  readonly #desk: Desk;
  readonly #channel: Channel;
  readonly #settings: OfficialSettings;

  constructor(desk: Desk, channel: Channel, settings: OfficialSettings) {
    super();
    this.#desk = desk;
    this.#channel = channel;
    this.#settings = settings;
  }

  /** Runs the bot's turn for a call of WeChat, and answers that nothing stands in the response. */
  async processPost(post: Post, logic: Logic): Promise<Response> {
    const desk = this.#desk;
    const read = readOfficial(this.#settings, post, desk.clock());
    if (read.type === 'refused') return new Response(null, { status: read.status });
    if (read.type === 'echo') return new Response(read.text);
    const told = toldBy(read.fields, desk.clock());
    if (told?.message?.type !== 'text') return new Response('');
    const { externalId, messageId, at, message } = told;
    await meet(desk, this.#channel, { externalId, reference: { openId: externalId }, at });
    const activity: Partial<Activity> = {
      type: 'message',
      id: messageId,
      timestamp: new Date(at),
      channelId: this.#channel.name,
      from: { id: externalId, name: '' },
      recipient: { id: read.fields.get('ToUserName') ?? '', name: '' },
      conversation: { id: externalId, isGroup: false, conversationType: 'personal', name: '' },
      text: message.text,
    };
    await this.runMiddleware(new TurnContext(this, activity), logic);
    return new Response('');
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const [place, activity] of activities.entries()) {
      sent.push({ id: activity.type === 'message' ? await this.#send(context, activity, place) : '' });
    }
    return sent;
  }

  async #send(context: TurnContext, { text = '', conversation }: Partial<Activity>, place: number) {
    const desk = this.#desk;
    const openId = conversation?.id ?? context.activity.conversation.id;
    const identity = await desk.store.identities.find(this.#channel.name, openId);
    if (identity === null) throw new Error('WeChat lets us write only to those who have written');
    const key = keyOf(identity.conversationId, desk.clock(), `${context.activity.id} ${place}`);
    const parcel = {
      identity,
      piece: { text, choices: [] },
      from: 'bot',
      kind: 'text',
      talk: null,
      slot: null,
    } as const;
    const sent = await this.#channel.send({ ...parcel, key, at: desk.clock() }, desk);
    if (sent.type !== 'sent') throw new Error(`WeChat did not take the message: ${sent.type}`);
    return key;
  }

  /** WeChat cannot change what was sent. */
  override async updateActivity(): Promise<void> {
    throw new Error('WeChat cannot change a message');
  }

  /** WeChat cannot take back what was sent. */
  override async deleteActivity(): Promise<void> {
    throw new Error('WeChat cannot take a message back');
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: Logic,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference(
      { type: 'event', name: 'continueConversation' },
      reference,
      true,
    );
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}
