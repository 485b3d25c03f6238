import { randomBytes } from 'node:crypto';
import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Channel } from '../channel.ts';
import { createApi } from './api.ts';
import { keyOf, seal, signatureOf } from './crypt.ts';
import { answerTo } from './official-answer.ts';
import { type OfficialPost, readOfficial } from './official-post.ts';
import { sendOfficial } from './official-send.ts';
import type { OfficialSettings } from './settings.ts';
import { writeXml } from './xml.ts';

const PATH = '/api/wechat';

/** A 服务号: merchants write to it in WeChat. The response to a message carries what fits; the rest, questions with
 * menus and what is said unasked go by the customer-service interface. */
export function createOfficial(settings: OfficialSettings): Channel {
  const api = createApi(settings.api);
  const channel: Channel = {
    name: 'wechat',
    limits: settings.menus ? CHANNEL_LIMITS.wechat : { ...CHANNEL_LIMITS.wechat, choices: 0 },
    // The platform gives a response up after 5 s.
    carryAfter: 5_000,
    doors: [
      { method: 'GET', path: PATH, summary: 'WeChat checks that this server knows the token.' },
      { method: 'POST', path: PATH, summary: 'A message or event of WeChat, signed.' },
    ],
    send: (parcel, desk) => sendOfficial(desk, { settings, api }, parcel),
    settle: async () => {},
    receive: async (desk, post) => {
      const read = readOfficial(settings, post, desk.clock());
      if (read.type === 'refused') return new Response(null, { status: read.status });
      if (read.type === 'echo') return new Response(read.text);
      return answer(desk, channel, settings, read);
    },
  };
  return channel;
}

async function answer(
  desk: Desk,
  channel: Channel,
  settings: OfficialSettings,
  { fields, sealed }: Extract<OfficialPost, { type: 'told' }>,
): Promise<Response> {
  const text = await answerTo(desk, channel, fields, settings.publicUrl);
  // Nothing to say is an empty response: anything else is shown to the merchant as a fault.
  if (text === null) return new Response('');
  const reply = writeXml({
    ToUserName: fields.get('FromUserName') ?? '',
    FromUserName: fields.get('ToUserName') ?? '',
    CreateTime: Math.floor(desk.clock() / 1000),
    MsgType: 'text',
    Content: text,
  });
  return xmlResponse(sealed ? sealedReply(settings, reply, desk.clock()) : reply);
}

function sealedReply({ aesKey, appId, token }: OfficialSettings, reply: string, now: number): string {
  const encrypted = seal(keyOf(aesKey ?? ''), reply, appId);
  const timestamp = Math.floor(now / 1000);
  const nonce = randomBytes(8).toString('hex');
  return writeXml({
    Encrypt: encrypted,
    MsgSignature: signatureOf([token, String(timestamp), nonce, encrypted]),
    TimeStamp: timestamp,
    Nonce: nonce,
  });
}

function xmlResponse(body: string): Response {
  return new Response(body, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
}
