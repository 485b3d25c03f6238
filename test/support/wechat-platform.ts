import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Channel, Post } from '../../src/channels/channel.ts';
import { keyOf, seal, signatureOf, unseal } from '../../src/channels/wechat/crypt.ts';
import { createOfficial } from '../../src/channels/wechat/official.ts';
import { readXml, writeXml } from '../../src/channels/wechat/xml.ts';
import type { Desk } from '../../src/desk/desk.ts';
import type { Shown } from '../contracts/channel.ts';
import { serveApi } from './loopback-api.ts';

export const ACCOUNT = {
  appId: 'wx49f0ab532d5d035a',
  secret: 'a-secret-of-the-account',
  token: 'tokenOfTheAccount',
  aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
} as const;

const sendBody = z.object({
  touser: z.string(),
  msgtype: z.enum(['text', 'msgmenu']),
  text: z.object({ content: z.string().min(1) }).optional(),
  msgmenu: z
    .object({
      head_content: z.string(),
      list: z.array(z.object({ id: z.string(), content: z.string() })).min(1),
    })
    .optional(),
});

type Menu = NonNullable<z.infer<typeof sendBody>['msgmenu']>;

/** What WeChat reads in a response: text for the merchant, or nothing. */
async function readResponse(response: Response, mode: string): Promise<string | null> {
  const text = await response.text();
  if (text === '' || text === 'success') return null;
  const fields = readXml(mode === 'plain' ? text : unsealed(text));
  if (fields?.get('MsgType') !== 'text') throw new Error(`the response cannot be read: ${text}`);
  return fields.get('Content') ?? null;
}

function unsealed(text: string): string {
  const outer = readXml(text);
  const field = (name: string) => outer?.get(name) ?? '';
  const parts = [ACCOUNT.token, field('TimeStamp'), field('Nonce'), field('Encrypt')];
  if (field('MsgSignature') !== signatureOf(parts)) throw new Error('the response is not signed');
  return unseal(keyOf(ACCOUNT.aesKey), field('Encrypt'), ACCOUNT.appId) ?? '';
}

/** WeChat itself, as far as a 服务号 meets it: it pushes signed messages, takes one response for each, and sends
 * what comes by its customer-service interface, within its rules. */
export async function wechatPlatform(mode: 'plain' | 'compatible' | 'safe', menus = false) {
  const shown = new Map<string, Shown[]>();
  const lastMenu = new Map<string, Menu>();
  const sentSince = new Map<string, number>();
  const answered = new Set<string>();
  const tokens = { asked: 0, forced: 0, good: '' };
  let broken = 0;

  const show = (who: string, text: string, buttons: readonly string[]) =>
    shown.set(who, [...(shown.get(who) ?? []), { text, buttons }]);

  const send = (body: unknown): object => {
    const { touser, msgtype, text, msgmenu } = sendBody.parse(body);
    const count = (sentSince.get(touser) ?? 5) + 1;
    if (count > 5) return { errcode: 45047, errmsg: 'out of response count limit' };
    const content = msgtype === 'text' ? (text?.content ?? '') : (msgmenu?.head_content ?? '');
    if (Buffer.byteLength(content) > 2_048) return { errcode: 45002, errmsg: 'content size out of limit' };
    sentSince.set(touser, count);
    if (msgmenu !== undefined) lastMenu.set(touser, msgmenu);
    show(touser, content, msgmenu?.list.map((line) => line.content) ?? []);
    return { errcode: 0, errmsg: 'ok' };
  };

  const giveToken = (body: unknown): object => {
    tokens.asked += 1;
    const forced = z.object({ force_refresh: z.boolean() }).parse(body).force_refresh;
    if (forced) tokens.forced += 1;
    if (forced || tokens.good === '') tokens.good = `token-${tokens.asked}`;
    return { access_token: tokens.good, expires_in: 7_200 };
  };

  /** Every second fault is an answer, the others a cut connection. */
  const fault = (): object | undefined => {
    broken -= 1;
    return broken % 2 === 0 ? { errcode: -1, errmsg: 'system error' } : undefined;
  };

  const called: string[] = [];
  const api = await serveApi(async (path, query, body) => {
    called.push(path);
    if (path === '/cgi-bin/stable_token') return giveToken(body);
    if (path !== '/cgi-bin/message/custom/send') return { errcode: 40066, errmsg: 'invalid url' };
    if (query.get('access_token') !== tokens.good) return { errcode: 40001, errmsg: 'invalid credential' };
    return broken > 0 ? fault() : send(body);
  });

  const settings = {
    ...ACCOUNT,
    aesKey: mode === 'plain' ? null : ACCOUNT.aesKey,
    mode,
    menus,
    api: api.base,
    publicUrl: 'https://pay.example',
  };
  const channel: Channel = createOfficial(settings);

  /** A push as the platform signs it; `forge` changes it afterwards. */
  const postOf = (
    desk: Pick<Desk, 'clock'>,
    plain: string,
    forge: (post: Post) => Post = (post) => post,
  ): Post => {
    const timestamp = String(Math.floor(desk.clock() / 1000));
    const nonce = randomBytes(5).toString('hex');
    const url = new URL('http://127.0.0.1/api/wechat');
    url.searchParams.set('signature', signatureOf([ACCOUNT.token, timestamp, nonce]));
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('nonce', nonce);
    let body = plain;
    if (mode !== 'plain') {
      const encrypted = seal(keyOf(ACCOUNT.aesKey), plain, ACCOUNT.appId);
      url.searchParams.set('encrypt_type', 'aes');
      url.searchParams.set('msg_signature', signatureOf([ACCOUNT.token, timestamp, nonce, encrypted]));
      body = `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
    }
    return forge({ method: 'POST', url, headers: new Headers(), body, address: '127.0.0.1' });
  };

  const messageXml = (who: string, id: string, more: Readonly<Record<string, string>>) =>
    writeXml({
      ToUserName: 'gh_account',
      FromUserName: who,
      CreateTime: Math.floor(Date.now() / 1000),
      ...more,
      ...(id === '' ? {} : { MsgId: id }),
    });

  /** One attempt to bring a message; gives what the response says, without showing it. */
  const attempt = async (
    desk: Desk,
    who: string,
    id: string,
    more: Readonly<Record<string, string>>,
  ): Promise<string | null> => {
    if (!answered.has(`heard ${id}`)) sentSince.set(who, 0);
    answered.add(`heard ${id}`);
    return readResponse(await channel.receive(desk, postOf(desk, messageXml(who, id, more))), mode);
  };

  /** A message with its response, which is shown once for each message. */
  const push = async (desk: Desk, who: string, id: string, more: Readonly<Record<string, string>>) => {
    const said = await attempt(desk, who, id, more);
    if (said !== null && !answered.has(id)) show(who, said, []);
    if (said !== null) answered.add(id);
  };

  return {
    channel,
    settings,
    tokens,
    api,
    /** paths that were asked for */
    called,
    postOf,
    attempt,
    push,
    /** somebody has written, so that five messages may be sent */
    hear: (who: string) => sentSince.set(who, 0),
    show,
    messageXml,
    shownTo: (who: string): readonly Shown[] => shown.get(who) ?? [],
    menuOf: (who: string): Menu | undefined => lastMenu.get(who),
    breakDown: (times: number) => {
      broken = times;
    },
    close: () => api.close(),
  };
}
