import { createHash } from 'node:crypto';
import { speaking } from '../conversation/expert.ts';
import type { Piece } from '../conversation/pieces.ts';
import { type Asking, turnOf } from '../conversation/turn.ts';
import type { Identity } from '../store/identity.ts';
import type { Taken } from '../store/outbox.ts';
import type { Lease } from '../store/store.ts';
import type { Carrier, Sent, Talk } from './carrier.ts';
import type { Desk } from './desk.ts';
import { newLease } from './lease.ts';
import { type Station, stationsOf } from './stations.ts';

/** How a carrying ended: everything is there, or waits for the merchant; or it has to go on after some ms. */
export type Carried = { readonly type: 'done' } | { readonly type: 'again'; readonly afterMs: number };

type Load = Extract<Taken, { type: 'load' }>;

const DONE: Carried = { type: 'done' };

/** Carries what waits in a conversation to its merchant, in order and each piece at least once; what comes meanwhile
 * too. Rejects where the carrier fails: then it has to be tried again. */
export async function carry(desk: Desk, conversationId: string, carrier: Carrier): Promise<Carried> {
  const lease = newLease(desk);
  const { outbox } = desk.store;
  try {
    for (;;) {
      const taken = await outbox.take(conversationId, renewed(desk, lease));
      if (taken.type === 'nothing') {
        await settle(desk, conversationId, carrier);
        return DONE;
      }
      if (taken.type === 'busy') return { type: 'again', afterMs: Math.max(100, taken.until - desk.clock()) };
      const stopped = await carryLoad(desk, taken, { carrier, lease });
      if (stopped !== null) return stopped;
    }
  } finally {
    await outbox.release(conversationId, lease.owner);
  }
}

// Also where nothing was left to carry: the attempt before may have failed at just this.
async function settle(desk: Desk, conversationId: string, carrier: Carrier): Promise<void> {
  const identity = await desk.store.identities.of(conversationId);
  const held = await desk.conversations.load(conversationId);
  if (identity !== null && held !== null) await carrier.settle(identity, held.conversation.status, desk);
}

interface Way {
  readonly carrier: Carrier;
  readonly lease: Lease;
}

/** Carries what was taken. Null: all of it, more may have come meanwhile. */
async function carryLoad(desk: Desk, load: Load, { carrier, lease }: Way): Promise<Carried | null> {
  const { conversationId } = load.identity;
  const talk = await talkOf(desk, conversationId);
  let { identity } = load;
  for (const station of stationsOf(load.lines, identity, carrier)) {
    const sent = await send(desk, carrier, { identity, station, talk });
    if (sent.type === 'parked') return DONE;
    if (sent.type === 'later') return { type: 'again', afterMs: sent.afterMs };
    const counted = sent.type === 'sent' ? 1 : 0;
    const progress = { conversationId, ...station.end, counted, lease: renewed(desk, lease) };
    // Another took over because we were too slow: he goes on from where we were.
    if (!(await desk.store.outbox.advance(progress))) return DONE;
    identity = { ...identity, ...station.end, sent: identity.sent + counted };
  }
  return null;
}

interface Item {
  readonly identity: Identity;
  readonly station: Station;
  readonly talk: Talk | null;
}

async function send(desk: Desk, carrier: Carrier, { identity, station, talk }: Item): Promise<Sent> {
  const { line, part, piece } = station;
  const { conversationId, channel } = identity;
  const key = keyOf(conversationId, line.seq, part);
  const slot = slotOf(piece, talk?.asking ?? null);
  const { from, kind } = line;
  const sent: Sent =
    piece.text.trim() === ''
      ? { type: 'refused', why: 'it is empty' }
      : await carrier.send({ identity, piece, from, kind, talk, slot, key, at: desk.clock() }, desk);
  if (sent.type === 'parked' || sent.type === 'refused') {
    const fate = sent.type === 'parked' ? 'waits for the merchant' : 'is dropped';
    desk.warn(`line ${line.seq} of conversation ${conversationId} on ${channel} ${fate}: ${sent.why}`);
  }
  return sent;
}

/** Names a piece for whoever can tell a repetition. */
export function keyOf(conversationId: string, seq: number, part: number | string): string {
  return createHash('sha256').update(`${conversationId} ${seq} ${part}`).digest('base64url').slice(0, 32);
}

/** A conversation as it stands, with its open question, whose buttons mean something. */
async function talkOf(desk: Desk, id: string): Promise<Talk | null> {
  const held = await desk.conversations.load(id);
  if (held === null) return null;
  const { conversation } = held;
  const { expert } = desk.advisor;
  const { content } = speaking(expert, conversation);
  return { conversation, content, asking: turnOf(expert, conversation, []).asking };
}

/** The slot that the buttons of a piece answer; null where they are of a question that is no longer open. */
function slotOf({ choices }: Piece, asking: Asking | null): string | null {
  if (choices.length === 0 || choices.length !== asking?.choices.length) return null;
  return choices.every(({ value }, i) => value === asking.choices[i]?.value) ? asking.slot : null;
}

function renewed(desk: Desk, lease: Lease): Lease {
  const now = desk.clock();
  return { ...lease, now, until: now + desk.leaseMs };
}
