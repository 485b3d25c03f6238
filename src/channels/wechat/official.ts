import { randomBytes } from 'node:crypto';
import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Channel, Post } from '../channel.ts';
import { createApi } from './api.ts';
import { isSigned, keyOf, seal, signatureOf, unseal } from './crypt.ts';
import { isFresh } from './fresh.ts';
import { answerTo } from './official-answer.ts';
import { sendOfficial } from './official-send.ts';
import type { OfficialSettings } from './settings.ts';
import { readXml, writeXml } from './xml.ts';

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
      if (!isGenuine(settings, post, desk.clock())) return new Response(null, { status: 401 });
      if (post.method === 'GET') return new Response(post.url.searchParams.get('echostr') ?? '');
      return take(desk, channel, settings, post);
    },
  };
  return channel;
}

function isGenuine({ token }: OfficialSettings, { url }: Post, now: number): boolean {
  const [signature = '', timestamp = '', nonce = ''] = ['signature', 'timestamp', 'nonce'].map(
    (name) => url.searchParams.get(name) ?? '',
  );
  return isSigned(signature, [token, timestamp, nonce]) && isFresh(timestamp, now);
}

async function take(desk: Desk, channel: Channel, settings: OfficialSettings, post: Post): Promise<Response> {
  const outer = readXml(post.body);
  if (outer === null) return new Response(null, { status: 400 });
  const opened = open(settings, post, outer);
  if (opened === null) return new Response(null, { status: 401 });
  const { fields, sealed } = opened;
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

/** The fields of a message, as this account takes it: what is encrypted counts before what stands beside it. */
function open(
  { aesKey, appId, token, mode }: OfficialSettings,
  { url }: Post,
  outer: ReadonlyMap<string, string>,
): { readonly fields: ReadonlyMap<string, string>; readonly sealed: boolean } | null {
  const encrypted = outer.get('Encrypt');
  if (encrypted === undefined || aesKey === null) {
    return mode === 'safe' ? null : { fields: outer, sealed: false };
  }
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const parts = [token, query('timestamp'), query('nonce'), encrypted];
  if (!isSigned(query('msg_signature'), parts)) return null;
  const inner = unseal(keyOf(aesKey), encrypted, appId);
  const fields = inner === null ? null : readXml(inner);
  return fields === null ? null : { fields, sealed: true };
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
