import { z } from 'zod';
import type { Channel } from '../../src/channels/channel.ts';
import type { Desk } from '../../src/desk/desk.ts';

/** An activity as Teams posts it. */
export function activity(serviceUrl: string, more: object = {}) {
  return {
    type: 'message',
    id: 'm1',
    timestamp: '2026-11-18T02:00:00.000Z',
    channelId: 'msteams',
    serviceUrl,
    from: { id: 'mei', name: '小梅', aadObjectId: '11111111-1111-4111-8111-111111111111' },
    recipient: { id: 'bot', name: '到账助手' },
    conversation: { id: 'c-mei', conversationType: 'personal', tenantId: 't' },
    text: '刷卡没到账',
    ...more,
  };
}

/** Posts an activity, or whatever else is to be tried, to a channel. */
export function post(
  channel: Channel,
  desk: Desk,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return channel.receive(desk, {
    method: 'POST',
    url: new URL('http://127.0.0.1:3978/api/messages'),
    headers: new Headers({ 'Content-Type': 'application/json', ...headers }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    address: '127.0.0.1',
  });
}

const cardSchema = z.looseObject({
  fallbackText: z.string(),
  body: z.array(z.looseObject({ type: z.string() })),
  actions: z
    .array(
      z.looseObject({
        title: z.string(),
        verb: z.string().optional(),
        data: z.record(z.string(), z.string()),
      }),
    )
    .default([]),
});
const listSchema = z.object({ choices: z.array(z.object({ title: z.string(), value: z.string() })) });

/** The card of a message, with its answers as buttons: the title and what is sent. Null: words alone. */
export function cardIn(sent: { readonly attachments?: readonly { readonly content: object }[] | undefined }) {
  const [attachment] = sent.attachments ?? [];
  if (attachment === undefined) return null;
  const card = cardSchema.parse(attachment.content);
  const list = card.body.find(({ type }) => type === 'Input.ChoiceSet');
  const [action] = card.actions;
  const answers =
    list === undefined
      ? card.actions.map(({ title, data }) => ({ title, data }))
      : listSchema
          .parse(list)
          .choices.map(({ title, value }) => ({ title, data: { ...action?.data, value } }));
  return { ...card, answers };
}

/** A search by the message extension. */
export const search = (query: string) => ({
  type: 'invoke',
  name: 'composeExtension/query',
  text: undefined,
  value: {
    commandId: 'search',
    parameters: [{ name: 'query', value: query }],
    queryOptions: { skip: 0, count: 25 },
  },
});
/** The message extension's action on a message. */
export const triage = (content: unknown) => ({
  type: 'invoke',
  name: 'composeExtension/fetchTask',
  text: undefined,
  value: {
    commandId: 'triageMessage',
    commandContext: 'message',
    messagePayload: { id: '1', body: { content } },
  },
});
