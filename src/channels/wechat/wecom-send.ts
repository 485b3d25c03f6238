import { bytesOf, numbered } from '../../conversation/pieces.ts';
import type { Parcel, Sent } from '../../desk/carrier.ts';
import type { Desk } from '../../desk/desk.ts';
import { menuLines } from './menu.ts';
import { callWecom, pairOf, type WecomAccount } from './wecom-account.ts';
import { closedBecause } from './window.ts';

/** The head of a menu is shorter than a text. */
const HEAD_BYTES = 1_024;

/** The merchant has to write first. */
const PARKING: ReadonlySet<number> = new Set([95001, 95002]);
/** The talk is with people of the company, or over; or the person or text is no good. */
const REFUSING: ReadonlySet<number> = new Set([95016, 95018, 95004, 40003, 40058, 45002]);
const PAUSING: ReadonlySet<number> = new Set([45009, 45033]);
const PAUSE_MS = 60_000;

/** Sends one message; the platform drops one whose id it has had. */
export async function sendWecom(desk: Desk, account: WecomAccount, parcel: Parcel): Promise<Sent> {
  const closed = closedBecause(parcel.identity, parcel.at);
  if (closed !== null) return { type: 'parked', why: closed };
  const { openKfId, userId } = pairOf(parcel.identity);
  const body = { touser: userId, open_kfid: openKfId, msgid: parcel.key, ...contentOf(parcel) };
  const { errcode, errmsg } = await callWecom(desk, account, '/cgi-bin/kf/send_msg', body);
  if (errcode === 0) return { type: 'sent' };
  const why = `${errcode} ${errmsg.slice(0, 80)}`;
  if (PARKING.has(errcode)) return { type: 'parked', why };
  if (REFUSING.has(errcode)) return { type: 'refused', why };
  if (PAUSING.has(errcode)) return { type: 'later', afterMs: PAUSE_MS };
  throw new Error(`/cgi-bin/kf/send_msg answered ${why}`);
}

function contentOf({ piece, slot }: Parcel): object {
  const lines = bytesOf(piece.text) <= HEAD_BYTES ? menuLines(slot, piece.choices) : null;
  if (lines === null) return { msgtype: 'text', text: { content: numbered(piece.text, piece.choices) } };
  const list = lines.map((click) => ({ type: 'click', click }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: piece.text, list } };
}
