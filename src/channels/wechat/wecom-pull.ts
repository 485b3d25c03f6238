import { z } from 'zod';
import type { Pulled } from '../../desk/carrier.ts';
import { keyOf } from '../../desk/carry.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Message } from '../../desk/door.ts';
import { newLease } from '../../desk/lease.ts';
import type { Lease } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import { converse, type Incoming } from '../converse.ts';
import { webLink } from '../web-link.ts';
import { choiceOf } from './menu.ts';
import { callWecom, type WecomAccount } from './wecom-account.ts';

/** Written by the merchant. */
const CUSTOMER = 3;
/** So many are fetched at once: they have to be kept within a lease. */
const PAGE = 100;
/** What is older when this server first looks was answered by others, or never will be. */
const OLDEST_MS = 600_000;
const BUSY_MS = 1_000;

const pageSchema = z.object({
  next_cursor: z.string().default(''),
  has_more: z.number().default(0),
  msg_list: z.array(z.unknown()).default([]),
});

const messageSchema = z.object({
  msgid: z.string().min(1),
  open_kfid: z.string(),
  external_userid: z.string(),
  send_time: z.number(),
  origin: z.literal(CUSTOMER),
  msgtype: z.string(),
  text: z.object({ content: z.string(), menu_id: z.string().optional() }).optional(),
});

/** A message of a merchant as the platform lists it. */
type Listed = z.infer<typeof messageSchema>;

/** Fetches what waits at one customer-service account and answers it, page by page; the position is kept after each,
 * so that nothing is left out and nothing answered twice. One process at a time. */
export async function pullWecom(
  desk: Desk,
  channel: Channel,
  account: WecomAccount,
  openKfId: string,
): Promise<Pulled> {
  const name = `wecom cursor ${account.settings.corpId} ${openKfId}`;
  const { registers } = desk.store;
  const lease = newLease(desk);
  if (!(await registers.lease(name, lease))) return { afterMs: BUSY_MS };
  try {
    const keep = (cursor: string) => registers.write(name, cursor, renewed(desk, lease));
    const kept = await pages(desk, channel, { account, openKfId, keep }, await registers.read(name));
    return { afterMs: kept ? null : BUSY_MS };
  } finally {
    await registers.release(name, lease.owner);
  }
}

interface Source {
  readonly account: WecomAccount;
  readonly openKfId: string;
  /** false: another process has taken over */
  readonly keep: (cursor: string) => Promise<boolean>;
}

/** Answers page after page from a position on. False: another process goes on. */
async function pages(desk: Desk, channel: Channel, source: Source, from: string | null): Promise<boolean> {
  const since = from === null ? desk.clock() - OLDEST_MS : 0;
  let cursor = from;
  for (;;) {
    const page = await fetchPage(desk, source.account, source.openKfId, cursor);
    const waiting = page.msg_list.flatMap((listed) => incomingOf(listed, desk.clock()) ?? []);
    for (const incoming of waiting.filter(({ at }) => at >= since)) {
      await answer(desk, channel, incoming, source.account.settings.publicUrl);
    }
    cursor = page.next_cursor;
    if (cursor === '') return true;
    if (!(await source.keep(cursor))) return false;
    if (page.has_more !== 1) return true;
  }
}

async function fetchPage(desk: Desk, account: WecomAccount, openKfId: string, cursor: string | null) {
  const body = { ...(cursor === null ? {} : { cursor }), limit: PAGE, voice_format: 0, open_kfid: openKfId };
  const answer = await callWecom(desk, account, '/cgi-bin/kf/sync_msg', body);
  if (answer.errcode !== 0) throw new Error(`/cgi-bin/kf/sync_msg answered ${answer.errcode}`);
  return pageSchema.parse(answer);
}

// What is not a merchant's message (events, our own, our people's) has another form, and needs no answer.
function incomingOf(listed: unknown, now: number): Incoming | null {
  const read = messageSchema.safeParse(listed);
  if (!read.success) return null;
  const { msgid: messageId, open_kfid: openKfId, external_userid: userId, send_time } = read.data;
  const at = Math.min(send_time * 1000, now);
  const reference = { openKfId, userId };
  return { externalId: `${openKfId} ${userId}`, reference, messageId, message: messageOf(read.data), at };
}

async function answer(
  desk: Desk,
  channel: Channel,
  incoming: Incoming,
  publicUrl: string | null,
): Promise<void> {
  const link = await webLink(desk, channel, incoming, publicUrl);
  if (link === null) {
    await converse(desk, channel, incoming);
    return;
  }
  const { identity, text } = link;
  const key = keyOf(identity.conversationId, 0, incoming.messageId);
  const piece = { text, choices: [] };
  const parcel = {
    identity,
    piece,
    from: 'bot',
    kind: 'text',
    talk: null,
    slot: null,
    key,
    at: desk.clock(),
  } as const;
  await channel.send(parcel, desk);
}

function messageOf({ msgtype, text }: Listed): Message {
  const words = msgtype === 'text' ? (text?.content ?? '') : '';
  return choiceOf(text?.menu_id ?? '') ?? { type: 'text', text: words.slice(0, 2_000) };
}

function renewed(desk: Desk, lease: Lease): Lease {
  const now = desk.clock();
  return { ...lease, now, until: now + desk.leaseMs };
}
