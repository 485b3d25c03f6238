import { createServer } from 'node:http';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createBotkitWeb } from '../../src/channels/botkit/web.ts';
import { userOf } from '../../src/channels/botkit/web-message.ts';
import type { Channel, Post } from '../../src/channels/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { testDesk } from './desk.ts';

const messageSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  text: z.string().optional(),
  quick_replies: z.array(z.object({ title: z.string(), payload: z.string() })).optional(),
});
/** What comes to a browser. */
export type Received = z.infer<typeof messageSchema>;

/** The secret that a browser of a test makes up, as Botkit's client does. */
export function secretOf(who: string): string {
  return `${who}-0123456789abcdef-0123456789abcdef`;
}

/** A server on loopback that has one channel's sockets, for whatever desk is set. */
export async function openSockets(
  channel: Channel,
  rules: { mayOpen?: boolean; mayWrite?: () => boolean } = {},
) {
  const place: { desk: Desk | null } = { desk: null };
  const stopping = new AbortController();
  const { mayOpen = true, mayWrite = () => true } = rules;
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    if (place.desk === null) throw new Error('no desk is set');
    const may = { mayOpen: () => mayOpen, mayWrite, stopping: stopping.signal };
    void channel.sockets?.take(place.desk, { request, socket, head, ...may });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async () => {
    stopping.abort();
    await new Promise((resolve) => server.close(resolve));
  };
  return { place, url: `ws://127.0.0.1:${port}/api/botkit/socket`, close };
}

/** A browser with Botkit's client: shows what comes, once by id, and tells the server that it has read it. */
export async function openBrowser(url: string, fault: { times: number } = { times: 0 }, headers = {}) {
  const connection = new WebSocket(url, { autoPong: false, headers });
  const shown: Received[] = [];
  const waiting = new Map<string, (() => void)[]>();
  let deaf = false;
  connection.on('message', (data) => {
    const message = messageSchema.parse(JSON.parse(data.toString()));
    if (message.type === 'ack') return waiting.get(message.id ?? '')?.shift()?.();
    deaf = fault.times > 0;
    if (deaf) fault.times -= 1;
    else if (!shown.some(({ id }) => id === message.id)) shown.push(message);
  });
  connection.on('ping', (data) => {
    if (!deaf) connection.pong(data);
    deaf = false;
  });
  const ended = new Promise<number>((resolve) => connection.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    connection.once('open', resolve);
    connection.once('error', reject);
  });
  const post = (message: object) => connection.send(JSON.stringify(message));
  /** Sends and waits until the server has confirmed. */
  const send = (message: { readonly id: string }) =>
    new Promise<void>((resolve, reject) => {
      waiting.set(message.id, [...(waiting.get(message.id) ?? []), resolve]);
      void ended.then(() => reject(new Error('the connection ended')));
      post(message);
    });
  return { connection, shown, send, post, ended };
}

/** A channel for tests: a browser that does not confirm is given up soon. */
export const SETTINGS = {
  origins: ['https://shop.example'],
  publicUrl: 'https://pay.example',
  patienceMs: 60,
};

/** A message as Botkit's client sends it, with the id that ours may add. */
export function messageOf(who: string, id: string, text: string) {
  return { type: 'message', user: secretOf(who), id, text };
}

/** A desk with the channel of Botkit's web clients, its sockets, and a client without one. */
export async function botkitDesk(advisor: Advisor, rules: Parameters<typeof openSockets>[1] = {}) {
  const channel = createBotkitWeb(SETTINGS);
  const sockets = await openSockets(channel, rules);
  const desk = await testDesk(advisor, null, {
    testClock: false,
    carriers: new Map([['botkit', channel]]),
  });
  sockets.place.desk = desk;
  const post = (
    body: unknown,
    more: Partial<Post> & { readonly type?: string; readonly origin?: string } = {},
  ) => {
    const { type = 'application/json', origin, ...rest } = more;
    return channel.receive(desk, {
      method: 'POST',
      url: new URL('http://127.0.0.1/api/botkit/messages'),
      headers: new Headers({
        'content-type': type,
        host: '127.0.0.1',
        ...(origin === undefined ? {} : { origin }),
      }),
      body: typeof body === 'string' ? body : JSON.stringify(body),
      address: '192.0.2.1',
      ...rest,
    });
  };
  const transcript = async (who: string) => {
    const identity = await desk.store.identities.find('botkit', userOf(secretOf(who)));
    return desk.conversations.transcript(identity?.conversationId ?? '', 0);
  };
  return { channel, sockets, desk, post, transcript };
}
