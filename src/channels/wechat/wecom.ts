import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Desk } from '../../desk/desk.ts';
import { pullJob } from '../../desk/pull.ts';
import type { Channel, Post } from '../channel.ts';
import { createApi } from './api.ts';
import { isSigned, keyOf, unseal } from './crypt.ts';
import { isFresh } from './fresh.ts';
import type { WecomSettings } from './settings.ts';
import { handToPeople } from './wecom-hand-off.ts';
import { pullWecom } from './wecom-pull.ts';
import { sendWecom } from './wecom-send.ts';
import { readXml } from './xml.ts';

const PATH = '/api/wecom';

/** 微信客服: merchants write to the company's customer service in WeChat. The platform only tells that something
 * waits; it is fetched and answered by jobs. */
export function createWecom(settings: WecomSettings): Channel {
  const account = { settings, api: createApi(settings.api) };
  const channel: Channel = {
    name: 'wecom',
    limits: CHANNEL_LIMITS.wecom,
    carryAfter: 0,
    doors: [
      { method: 'GET', path: PATH, summary: 'WeCom checks that this server knows token and key.' },
      { method: 'POST', path: PATH, summary: 'WeCom tells that something waits, signed and encrypted.' },
    ],
    send: (parcel, desk) => sendWecom(desk, account, parcel),
    settle: (identity, status, desk) => handToPeople(desk, account, identity, status),
    pull: (place, desk) => pullWecom(desk, channel, account, place),
    receive: (desk, post) => receive(desk, channel, settings, post),
  };
  return channel;
}

async function receive(desk: Desk, channel: Channel, settings: WecomSettings, post: Post): Promise<Response> {
  const sealed = sealedIn(post);
  if (sealed === null) return new Response(null, { status: 400 });
  const plain = openSealed(settings, post, sealed, desk.clock());
  if (plain === null) return new Response(null, { status: 401 });
  if (post.method === 'GET') return new Response(plain);
  const fields = readXml(plain);
  if (fields === null) return new Response(null, { status: 400 });
  const place = fields.get('OpenKfId');
  if (fields.get('Event') === 'kf_msg_or_event' && place !== undefined) {
    const now = desk.clock();
    await desk.store.jobs.add([pullJob(channel.name, place, now)], now);
    desk.hints.send(channel.name);
  }
  return new Response('success');
}

function sealedIn({ method, url, body }: Post): string | null {
  return method === 'GET' ? url.searchParams.get('echostr') : (readXml(body)?.get('Encrypt') ?? null);
}

function openSealed(settings: WecomSettings, { url }: Post, sealed: string, now: number): string | null {
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const timestamp = query('timestamp');
  const parts = [settings.token, timestamp, query('nonce'), sealed];
  if (!isSigned(query('msg_signature'), parts) || !isFresh(timestamp, now)) return null;
  return unseal(keyOf(settings.aesKey), sealed, settings.corpId);
}
