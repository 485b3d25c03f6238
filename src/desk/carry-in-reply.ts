import { bytesOf } from '../conversation/pieces.ts';
import type { Carrier } from './carrier.ts';
import type { Desk } from './desk.ts';
import { newLease } from './lease.ts';
import { type Station, stationsOf } from './stations.ts';

/** A message that a platform waits for the response to. */
export interface Asked {
  readonly conversationId: string;
  readonly messageId: string;
  /** epoch ms */
  readonly at: number;
}

/** What waits, as the body of a response, and how far the talk is carried with it; null: it goes another way. */
export type Pack = (
  stations: readonly Station[],
  carrier: Carrier,
) => { readonly body: string; readonly end: Station['end'] } | null;

/** Another request with the same message, or the job, carries for this long at most before it is left to it. */
const PATIENCE_MS = 1_000;
const LOOK_MS = 25;

/** What the response to a message carries: as much of what waits as can be packed, by default as one text that fits;
 * the same again for the same message, also while another request with it is under way. Null: nothing, what waits is
 * carried by its job. */
export async function carryInReply(
  desk: Desk,
  asked: Asked,
  carrier: Carrier,
  pack: Pack = asText,
): Promise<string | null> {
  const { conversationId, messageId } = asked;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const before = await desk.store.outbox.replied(conversationId, messageId);
    if (before !== null) return before;
    const carried = await carryNow(desk, asked, carrier, pack);
    if (carried !== 'busy') return carried.body;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

async function carryNow(
  desk: Desk,
  { conversationId, messageId, at }: Asked,
  carrier: Carrier,
  pack: Pack,
): Promise<{ readonly body: string | null } | 'busy'> {
  const { outbox } = desk.store;
  const lease = newLease(desk);
  const taken = await outbox.take(conversationId, lease);
  if (taken.type === 'busy') return 'busy';
  // The other request may have come to its end between the two looks.
  if (taken.type === 'nothing') return { body: await outbox.replied(conversationId, messageId) };
  try {
    const packed = pack(stationsOf(taken.lines, taken.identity, carrier), carrier);
    if (packed === null) return { body: null };
    const { body, end } = packed;
    const reply = { messageId, body, at };
    const kept = await outbox.advance({ conversationId, ...end, counted: 0, lease, reply });
    return { body: kept ? body : null };
  } finally {
    await outbox.release(conversationId, lease.owner);
  }
}

// Buttons cannot stand in a response: with them everything goes the other way, so that the order stays.
function asText(all: readonly Station[], { limits }: Carrier): ReturnType<Pack> {
  if (all.some(({ piece }) => piece.choices.length > 0)) return null;
  let packed: ReturnType<Pack> = null;
  for (const { piece, end } of all) {
    const body: string = packed === null ? piece.text : `${packed.body}\n\n${piece.text}`;
    if (bytesOf(body) > limits.textBytes) break;
    packed = { body, end };
  }
  return packed;
}
