import { z } from 'zod';
import { numbered } from '../../conversation/pieces.ts';
import type { Parcel, Sent } from '../../desk/carrier.ts';
import type { Desk } from '../../desk/desk.ts';
import { callWithToken, type TokenSource } from './access-token.ts';
import type { Api } from './api.ts';
import { menuLines } from './menu.ts';
import type { OfficialSettings } from './settings.ts';
import { closedBecause } from './window.ts';

/** An account and its interface. */
export interface Account {
  readonly settings: OfficialSettings;
  readonly api: Api;
}

const referenceSchema = z.object({ openId: z.string() });

/** The merchant has to write first, or follow the account again. */
const PARKING: ReadonlySet<number> = new Set([45015, 45047, 43004, 48002]);
/** Such a message is never taken: for this account, this person or this text. */
const REFUSING: ReadonlySet<number> = new Set([40003, 40008, 43019, 45002, 48001, 50005]);
/** Too many calls. */
const PAUSING: ReadonlySet<number> = new Set([45009, 45011]);
const PAUSE_MS = 60_000;

/** Sends one message by the customer-service interface. It knows no repetitions: a message whose answer was lost on
 * the way may come twice. */
export async function sendOfficial(desk: Desk, account: Account, parcel: Parcel): Promise<Sent> {
  const { identity, at } = parcel;
  const closed = closedBecause(identity, at);
  if (closed !== null) return { type: 'parked', why: closed };
  const { openId } = referenceSchema.parse(identity.reference);
  const body = { touser: openId, ...contentOf(parcel) };
  const { errcode, errmsg } = await callWithToken(desk, tokenSource(account), (token) =>
    account.api.call('/cgi-bin/message/custom/send', { access_token: token }, body),
  );
  if (errcode === 0) return { type: 'sent' };
  const why = `${errcode} ${errmsg.slice(0, 80)}`;
  if (PARKING.has(errcode)) return { type: 'parked', why };
  if (REFUSING.has(errcode)) return { type: 'refused', why };
  if (PAUSING.has(errcode)) return { type: 'later', afterMs: PAUSE_MS };
  throw new Error(`/cgi-bin/message/custom/send answered ${why}`);
}

function contentOf({ piece, slot }: Parcel): object {
  const lines = menuLines(slot, piece.choices);
  if (lines === null) return { msgtype: 'text', text: { content: numbered(piece.text, piece.choices) } };
  return { msgtype: 'msgmenu', msgmenu: { head_content: piece.text, list: lines, tail_content: '' } };
}

function tokenSource({ settings: { appId, secret }, api }: Account): TokenSource {
  return {
    name: `wechat token ${appId}`,
    secret,
    ask: (anew) =>
      api.call(
        '/cgi-bin/stable_token',
        {},
        { grant_type: 'client_credential', appid: appId, secret, force_refresh: anew },
      ),
  };
}
