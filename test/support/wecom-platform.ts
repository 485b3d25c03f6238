import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Channel, Post } from '../../src/channels/channel.ts';
import { keyOf, seal, signatureOf } from '../../src/channels/wechat/crypt.ts';
import { createWecom } from '../../src/channels/wechat/wecom.ts';
import { writeXml } from '../../src/channels/wechat/xml.ts';
import type { Desk } from '../../src/desk/desk.ts';
import type { Shown } from '../contracts/channel.ts';
import { serveApi } from './loopback-api.ts';

export const COMPANY = {
  corpId: 'wwfedd7e5292d63a35',
  secret: 'a-secret-of-the-company',
  token: 'tokenOfTheCompany',
  aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
} as const;
export const KF = 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q';

const click = z.object({
  type: z.literal('click'),
  click: z.object({ id: z.string().max(64), content: z.string() }),
});
const sendBody = z.object({
  touser: z.string(),
  open_kfid: z.literal(KF),
  msgid: z.string().regex(/^[0-9a-zA-Z_-]{1,32}$/),
  msgtype: z.enum(['text', 'msgmenu']),
  text: z.object({ content: z.string().min(1) }).optional(),
  msgmenu: z.object({ head_content: z.string(), list: z.array(click).min(1).max(10) }).optional(),
});
const syncBody = z.object({ cursor: z.string().optional(), limit: z.number(), open_kfid: z.literal(KF) });
const stateBody = z.object({ external_userid: z.string(), service_state: z.number().optional() });

/** WeCom itself, as far as 微信客服 meets it: it tells that something waits, lists it by cursor, sends what it is
 * given within its rules, and knows who has a talk. */
export async function wecomPlatform(handOff: 'pool' | 'desk') {
  const shown = new Map<string, Shown[]>();
  const list: { msgid: string; [field: string]: unknown }[] = [];
  const states = new Map<string, number>();
  const sentSince = new Map<string, number>();
  const sentIds = new Set<string>();
  const menus = new Map<string, z.infer<typeof click>[]>();
  const calls: string[] = [];
  let broken = 0;
  let brokenState = 0;
  const pageSize = 2;

  const refusal = (who: string, bytes: number): object | null => {
    if (![0, 1].includes(states.get(who) ?? 0)) return { errcode: 95018, errmsg: 'session status invalid' };
    if ((sentSince.get(who) ?? 5) >= 5) return { errcode: 95001, errmsg: 'send msg count limit' };
    return bytes > 2_048 ? { errcode: 45002, errmsg: 'too long' } : null;
  };
  const send = (body: unknown): object => {
    const { touser, msgid, text, msgmenu } = sendBody.parse(body);
    if (sentIds.has(msgid)) return { errcode: 0, errmsg: 'ok', msgid };
    const content = text?.content ?? msgmenu?.head_content ?? '';
    const refused = refusal(touser, Buffer.byteLength(content));
    if (refused !== null) return refused;
    sentIds.add(msgid);
    sentSince.set(touser, (sentSince.get(touser) ?? 0) + 1);
    if (msgmenu !== undefined) menus.set(touser, msgmenu.list);
    const buttons = msgmenu?.list.map((line) => line.click.content) ?? [];
    shown.set(touser, [...(shown.get(touser) ?? []), { text: content, buttons }]);
    return { errcode: 0, errmsg: 'ok', msgid };
  };
  const sync = (body: unknown): object => {
    const { cursor = 'at-0' } = syncBody.parse(body);
    const from = Number(cursor.slice(3));
    const msg_list = list.slice(from, from + pageSize);
    const end = from + msg_list.length;
    return { errcode: 0, next_cursor: `at-${end}`, has_more: end < list.length ? 1 : 0, msg_list };
  };
  const change = (body: unknown): object => {
    const { external_userid: who, service_state } = stateBody.parse(body);
    if (service_state === undefined) return { errcode: 0, service_state: states.get(who) ?? 0 };
    states.set(who, service_state);
    return { errcode: 0, errmsg: 'ok' };
  };
  const changeOrFail = (body: unknown): object | undefined => {
    if (brokenState === 0) return change(body);
    brokenState -= 1;
    return undefined;
  };
  /** The message is sent and the answer lost, or nothing is done, in turn. */
  const fault = (body: unknown): object | undefined => {
    broken -= 1;
    if (broken % 2 === 0) send(body);
    return undefined;
  };

  const api = await serveApi(async (path, query, body) => {
    calls.push(path);
    if (path === '/cgi-bin/gettoken') return { errcode: 0, access_token: 'good', expires_in: 7_200 };
    if (query.get('access_token') !== 'good') return { errcode: 40014, errmsg: 'invalid access_token' };
    if (path === '/cgi-bin/kf/sync_msg') return sync(body);
    if (path === '/cgi-bin/kf/send_msg') return broken > 0 ? fault(body) : send(body);
    return changeOrFail(body);
  });
  const channel: Channel = createWecom({
    ...COMPANY,
    handOff,
    api: api.base,
    publicUrl: 'https://pay.example',
  });

  const postOf = (desk: Pick<Desk, 'clock'>, plain: string): Post => {
    const timestamp = String(Math.floor(desk.clock() / 1000));
    const nonce = randomBytes(5).toString('hex');
    const encrypted = seal(keyOf(COMPANY.aesKey), plain, COMPANY.corpId);
    const url = new URL('http://127.0.0.1/api/wecom');
    url.searchParams.set('msg_signature', signatureOf([COMPANY.token, timestamp, nonce, encrypted]));
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('nonce', nonce);
    url.searchParams.set('echostr', encrypted);
    const body = writeXml({ ToUserName: COMPANY.corpId, Encrypt: encrypted, AgentID: '' });
    return { method: 'POST', url, headers: new Headers(), body, address: '127.0.0.1' };
  };
  /** The call that only says that something waits. */
  const bell = (desk: Pick<Desk, 'clock'>): Post => {
    const fields = { MsgType: 'event', Event: 'kf_msg_or_event', Token: 'T', OpenKfId: KF };
    return postOf(desk, writeXml({ ToUserName: COMPANY.corpId, ...fields }));
  };
  const tell = (desk: Desk) => channel.receive(desk, bell(desk));
  const put = (who: string, msgid: string, more: object, send_time = Math.floor(Date.now() / 1000)) => {
    if (list.some((one) => one.msgid === msgid)) return;
    sentSince.set(who, 0);
    list.push({ msgid, open_kfid: KF, external_userid: who, send_time, origin: 3, ...more });
  };

  return {
    channel,
    api,
    calls,
    states,
    list,
    postOf,
    bell,
    tell,
    put,
    shownTo: (who: string): readonly Shown[] => shown.get(who) ?? [],
    menuOf: (who: string) => menus.get(who) ?? [],
    breakDown: (times: number) => {
      broken = times;
    },
    breakState: (times: number) => {
      brokenState = times;
    },
    close: () => api.close(),
  };
}
