import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import type { Channel } from '../../src/channels/channel.ts';
import type { Desk } from '../../src/desk/desk.ts';

export const SECRET = 'signing-secret-of-the-app';

const blockSchema = z.looseObject({
  type: z.string(),
  elements: z.array(z.object({ text: z.object({ text: z.string() }), value: z.string() }).loose()).optional(),
});
const sentSchema = z.object({
  channel: z.string(),
  text: z.string(),
  blocks: z
    .string()
    .transform((text) => z.array(blockSchema).parse(JSON.parse(text)))
    .optional(),
});

/** Slack's Web API on loopback: chat.postMessage as it is documented. */
export async function openSlackApi() {
  const sent: z.infer<typeof sentSchema>[] = [];
  const fault = { times: 0, answer: { status: 500, body: {}, headers: {} as Record<string, string> } };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      if (fault.times > 0) {
        fault.times -= 1;
        response.writeHead(fault.answer.status, {
          'Content-Type': 'application/json',
          ...fault.answer.headers,
        });
        response.end(JSON.stringify(fault.answer.body));
        return;
      }
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const known =
        request.url?.endsWith('/chat.postMessage') && request.headers.authorization === 'Bearer xoxb-test';
      if (known) sent.push(sentSchema.parse(Object.fromEntries(form)));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify(known ? { ok: true, ts: `${sent.length}.0` } : { ok: false, error: 'invalid_auth' }),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}/api/`, sent, fault, close };
}

/** Calls a channel as Slack does, signed now and with the right secret unless told otherwise. */
export function call(
  channel: Channel,
  desk: Desk,
  body: string,
  more: { secret?: string; at?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { secret = SECRET, at = Date.now(), headers = {} } = more;
  const time = String(Math.floor(at / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
  return channel.receive(desk, {
    method: 'POST',
    url: new URL('http://127.0.0.1/api/slack/events'),
    headers: new Headers({
      'Content-Type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': time,
      'X-Slack-Signature': signature,
      ...headers,
    }),
    body,
    address: '127.0.0.1',
  });
}

/** A message to the bot as the Events API posts it. */
export function messageEvent(user: string, id: string, text: string, more: object = {}): string {
  const event = { type: 'message', channel_type: 'im', user, channel: `D-${user}`, text, ts: '1.0', ...more };
  return JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event });
}

/** A button that is pressed, as the form that Slack posts. */
export function pressedForm(user: string, value: string, ts = '9.0'): string {
  const payload = {
    type: 'block_actions',
    user: { id: user },
    team: { id: 'T1' },
    channel: { id: `D-${user}` },
    message: { ts },
    actions: [{ type: 'button', action_id: 'answer-0', value }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
