import { type Activity, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';
import { WebAdapter } from 'botbuilder-adapter-web';

/** What sends to browsers that are connected; rejects where none confirms. */
export type Deliver = (user: string, message: object) => Promise<void>;

/** Botkit's web adapter. As it comes it prints what cannot be read or sent, loses what cannot be sent, keeps the
 * process from ending, and lets whoever connects name anybody; here sockets are ours and faults are of the one
 * message. */
export class BrowserAdapter extends WebAdapter {
  readonly #deliver: Deliver;

  constructor(deliver: Deliver) {
    super();
    this.#deliver = deliver;
  }

  /** Botkit calls this with its own web server, which it does not have here. */
  override createSocketServer(): void {}

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    if (context.activity.channelId !== 'websocket') return super.sendActivities(context, activities);
    const sent: ResourceResponse[] = [];
    for (const { type, recipient, text, channelData } of activities) {
      await this.#deliver(recipient?.id ?? '', { type, text, ...channelData });
      sent.push({ id: '' });
    }
    return sent;
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const event = { type: 'event', name: 'continueConversation' };
    const request = TurnContext.applyConversationReference(event, reference, true);
    await this.runMiddleware(new TurnContext(this, request), logic);
  }
}
