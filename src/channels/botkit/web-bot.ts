import { randomUUID } from 'node:crypto';
import type { Parcel, Sent } from '../../desk/carrier.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Channel, Knock, Post } from '../channel.ts';
import { type Browser, createBrowsers } from './browsers.ts';
import { controllerOver } from './controller.ts';
import { exchange } from './exchange.ts';
import { createFollowing, type Following } from './following.ts';
import { BrowserAdapter } from './web-adapter.ts';
import { answer, bind, type WebCall } from './web-answer.ts';
import { readWeb, type WebDoing, webMessage } from './web-message.ts';
import type { BotkitWebSettings } from './web-settings.ts';

/** Botkit's web adapter over the desk: everything that knows the frameworks lies behind this. */
export interface WebBot {
  receive(desk: Desk, channel: Channel, call: WebPost): Promise<Response>;
  take(desk: Desk, channel: Channel, knock: Knock): void;
  send(parcel: Parcel): Promise<Sent>;
}

/** A request that was let through the door. */
export interface WebPost {
  readonly post: Post;
  readonly doing: WebDoing;
}

/** Runs a turn of the framework. */
type Run = (post: Pick<Post, 'headers' | 'body'>, call: WebCall) => Promise<Response>;

const PATIENCE_MS = 5_000;
/** Codes of RFC 6455. */
const CODES = { malformed: 1007, refused: 1008, fault: 1011, later: 1013 } as const;

/** The bot behind the addresses of our own server. */
export function createWebBot({ publicUrl, patienceMs = PATIENCE_MS }: BotkitWebSettings): WebBot {
  const browsers = createBrowsers(patienceMs);
  const adapter = new BrowserAdapter(browsers.deliver);
  const following = createFollowing();
  const run = runOn(adapter);
  return {
    receive: async (desk, channel, { post, doing }) =>
      (await mayTalk(desk, channel, doing, post.mayOpen))
        ? run(post, { desk, channel, doing, publicUrl })
        : new Response(null, { status: 429 }),
    take: (desk, channel, knock) => {
      const line = { desk, channel, knock, publicUrl, following, run };
      browsers.take(knock, (browser, body) => heard(line, browser, body));
    },
    send: async ({ identity, piece, key }) => {
      const { externalId } = identity;
      if (!browsers.isConnected(externalId)) return { type: 'parked', why: 'no browser is connected' };
      await adapter.continueConversation(referenceTo(externalId), async (context) => {
        await context.sendActivity({ type: 'message', channelData: webMessage(piece, key) });
      });
      return { type: 'sent' };
    },
  };
}

function runOn(adapter: BrowserAdapter): Run {
  const handle = controllerOver(adapter, answer);
  return (post, call) => {
    const { type, user } = call.doing;
    return exchange(post, { type, user }, (request, response) =>
      adapter.processActivity(request, response, async (context) => {
        bind(context, call);
        await handle(context);
      }),
    );
  };
}

function referenceTo(user: string) {
  return {
    channelId: 'websocket',
    serviceUrl: '',
    conversation: { id: user, isGroup: false, conversationType: '', name: '' },
    bot: { id: 'bot', name: '' },
    user: { id: user, name: '' },
  };
}

interface Line {
  readonly desk: Desk;
  readonly channel: Channel;
  readonly knock: Knock;
  readonly publicUrl: string | null;
  readonly following: Following;
  readonly run: Run;
}

async function heard(line: Line, browser: Browser, body: string): Promise<void> {
  try {
    await hear(line, browser, body);
  } catch (error) {
    line.desk.report({ id: randomUUID(), where: 'a message from a browser on botkit', error });
    browser.end(CODES.fault, 'something went wrong on our side');
  }
}

async function hear(line: Line, browser: Browser, body: string): Promise<void> {
  const { desk, channel, knock, publicUrl, following, run } = line;
  const doing = readWeb(body);
  if (doing === null) return browser.end(CODES.malformed, 'not a message of Botkit');
  if (doing === 'ignored') return;
  if (!knock.mayWrite()) return browser.end(CODES.later, 'too many messages');
  if (!browser.is(doing.user)) return browser.end(CODES.refused, 'one connection, one user');
  if (!(await mayTalk(desk, channel, doing, knock.mayOpen))) {
    return browser.end(CODES.later, 'too many talks');
  }
  const connected = {
    follow: following(desk, channel, browser),
    tell: browser.tell,
  };
  await run({ headers: new Headers(), body }, { desk, channel, doing, publicUrl, connected });
  if (doing.confirm) browser.tell({ type: 'ack', id: doing.id });
}

/** Whoever is known may go on; how many begin is limited. */
async function mayTalk(
  desk: Desk,
  channel: Channel,
  { user }: WebDoing,
  mayOpen: () => boolean = () => true,
): Promise<boolean> {
  return (await desk.store.identities.find(channel.name, user)) !== null || mayOpen();
}
