import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Channel } from '../channel.ts';
import type { Env, Setup } from '../setup.ts';
import type { WebBot } from './web-bot.ts';
import { readWeb } from './web-message.ts';
import { type BotkitWebSettings, botkitWebSettings } from './web-settings.ts';

const POST_PATH = '/api/botkit/messages';
const SOCKET_PATH = '/api/botkit/socket';
const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Botkit's web clients, as the environment sets them up. */
export function setUpBotkitWeb(env: Env): Setup {
  const set = botkitWebSettings(env);
  if (!set.ok) return set;
  return { ok: true, channel: set.settings === null ? null : createBotkitWeb(set.settings) };
}

/** The channel of Botkit's web clients, through its web adapter. The framework is loaded by the first who calls. */
export function createBotkitWeb(settings: BotkitWebSettings): Channel {
  let bot: Promise<WebBot> | null = null;
  const loaded = () => {
    bot ??= import('./web-bot.ts').then(({ createWebBot }) => createWebBot(settings));
    return bot;
  };
  const isOurs = isOursWith(settings);
  const channel: Channel = {
    name: 'botkit',
    limits: CHANNEL_LIMITS.botkit,
    carryAfter: 10_000,
    doors: [{ method: 'POST', path: POST_PATH, summary: "A message of Botkit's web client.", open: true }],
    sockets: {
      path: SOCKET_PATH,
      take: async (desk, knock) => {
        const { origin, host } = knock.request.headers;
        if (!isOurs(origin ?? null, host ?? null)) return void knock.socket.end(FORBIDDEN);
        (await loaded()).take(desk, channel, knock);
      },
    },
    send: async (parcel) => (await loaded()).send(parcel),
    settle: async () => {},
    receive: async (desk, post) => {
      const { headers, body } = post;
      if (!isOurs(headers.get('origin'), headers.get('host') ?? post.url.host)) return status(403);
      // A form of another site could send anything else without asking.
      if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) return status(415);
      const doing = readWeb(body);
      if (doing === null) return status(400);
      if (doing === 'ignored') return Response.json([]);
      return (await loaded()).receive(desk, channel, { post, doing });
    },
  };
  return channel;
}

function status(code: number): Response {
  return new Response(null, { status: code });
}

/** Whether a page may call: of our own host, of a site that was named, or no page at all. */
function isOursWith({ origins, publicUrl }: BotkitWebSettings) {
  const named = new Set(publicUrl === null ? origins : [...origins, new URL(publicUrl).origin]);
  return (origin: string | null, host: string | null): boolean => {
    if (origin === null || named.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
