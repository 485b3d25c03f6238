import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Activity, ResourceResponse, TurnContext } from 'botbuilder';
import { SlackAdapter } from 'botbuilder-adapter-slack';
import type { SlackSettings } from './settings.ts';

const UNUSED = 'unused';
const TIMEOUT_MS = 15_000;

/** Faults are thrown to us, so the client need not print them beside our log. */
const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Botkit's Slack adapter for one workspace. As it comes it ends the process where the token is wrong and swallows what
 * cannot be sent; here both are faults of the one message. */
export class OneWorkspace extends SlackAdapter {
  readonly #client: WebClient;

  constructor({ token, secret, api }: SlackSettings) {
    super({
      clientSigningSecret: secret,
      // Given a token it would call Slack at once; these make it ask us.
      getTokenForTeam: async () => token,
      getBotUserByTeam: async () => 'bot',
      clientId: UNUSED,
      clientSecret: UNUSED,
      scopes: [UNUSED],
      redirectUri: UNUSED,
    });
    this.#client = new WebClient(token, {
      ...(api === undefined ? {} : { slackApiUrl: api }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: TIMEOUT_MS,
      logger: SILENT,
    });
  }

  override async getAPI(): Promise<WebClient> {
    return this.#client;
  }

  override async sendActivities(
    _: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const { type, conversation, text, channelData } of activities) {
      if (type !== 'message') continue;
      const message = { channel: conversation?.id ?? '', text: text ?? '', ...channelData };
      const { ts } = await this.#client.chat.postMessage(message);
      sent.push({ id: ts ?? '' });
    }
    return sent;
  }
}
