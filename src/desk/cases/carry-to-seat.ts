import { z } from 'zod';
import type { Outcome } from '../../store/job.ts';
import { notesJob } from '../../store/staff/add-note.ts';
import type { Seat } from '../../store/staff/seat.ts';
import type { SeatNote } from '../../store/staff/seat-note.ts';
import type { Lease } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import { newLease } from '../lease.ts';
import { agentOf, hasRole } from '../login/agent.ts';
import { NOTHING } from '../outcome.ts';
import { type CaseInHand, caseInHand, lineAt } from './case-in-hand.ts';
import type { SeatCarrier, Tidings } from './seat-carrier.ts';

const payloadSchema = z.object({ channel: z.string(), userId: z.string() });

const AT_ONCE = 20;
/** Longer than one message may take. */
const LEASE_MS = 30_000;
/** Until another who carries to the same seat is looked for again. */
const BUSY_MS = 1_000;

/** Whom is carried to, by what, and the right to do so. */
interface Way {
  readonly channel: string;
  readonly userId: string;
  readonly carrier: SeatCarrier;
  readonly lease: Lease;
}

/** Carries to one person of the desk what they have to be told on a channel, in order, one process at a time. */
export async function carryToSeat(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { channel, userId } = payloadSchema.parse(payload);
  const carrier = desk.carriers.get(channel)?.seats;
  if (carrier === undefined) throw new Error(`channel ${channel} is not set up for agents on this server`);
  const name = registerOf(channel, userId);
  const lease = newLease({ clock: desk.clock, leaseMs: LEASE_MS });
  const { registers } = desk.store;
  const again = (ms: number): Outcome => ({ ...NOTHING, next: notesJob(channel, userId, at + ms) });
  if (!(await registers.lease(name, lease))) return again(BUSY_MS);
  try {
    const afterMs = await carryAll(desk, { channel, userId, carrier, lease });
    return afterMs === null ? NOTHING : again(afterMs);
  } finally {
    await registers.release(name, lease.owner);
  }
}

/** Null: everything was told; else it goes on after so many ms. */
async function carryAll(desk: Desk, way: Way): Promise<number | null> {
  const { channel, userId, lease } = way;
  for (;;) {
    const { seat, notes } = await desk.store.seatNotes.waiting(channel, userId, AT_ONCE);
    if (notes.length === 0) return null;
    for (const note of notes) {
      const until = desk.clock() + LEASE_MS;
      const mine = await desk.store.registers.write(registerOf(channel, userId), '', { ...lease, until });
      if (!mine) return BUSY_MS;
      const afterMs = await carryOne(desk, way.carrier, seat, note);
      if (afterMs !== null) return afterMs;
      await desk.store.seatNotes.done(note, desk.clock());
    }
  }
}

/** Null: it was told, or means nothing any more. */
async function carryOne(
  desk: Desk,
  carrier: SeatCarrier,
  seat: Seat | null,
  note: SeatNote,
): Promise<number | null> {
  const { caseId, channel, type, at } = note;
  const agent = seat === null ? null : agentOf(seat.user);
  if (seat === null || agent === null || !hasRole(agent, 'agent')) return null;
  const about = await caseInHand(desk, agent, caseId);
  if (about === null || !stillMeant(about, note)) return null;
  const line = note.line === 0 ? null : await lineOf(desk, about, note.line);
  const told = await carrier.tell(desk, seat, { type, about, line, at: desk.testClock ? at : desk.clock() });
  const { sent, card } = told;
  if (sent.type === 'later') return sent.afterMs;
  if (sent.type !== 'sent') {
    desk.warn(`${agent.login} on ${channel} was not told of case ${about.one.number}: ${sent.why}`);
    return null;
  }
  if (card !== null) await desk.store.caseCards.keep({ ...card, caseId, channel, userId: agent.id });
  const entry = { actor: 'bot', action: 'told', entity: 'case', entityId: caseId, detail: { to: agent.id } };
  await desk.store.audit.add([entry], at);
  return null;
}

// What has been settled since need not be told.
function stillMeant({ one }: CaseInHand, { type, userId }: SeatNote): boolean {
  if (type === 'urgent' || type === 'escalated') return one.status === 'waiting';
  return one.assignee?.id === userId && one.closedAt === null;
}

async function lineOf(desk: Desk, { one }: CaseInHand, seq: number): Promise<Tidings['line']> {
  const text = await lineAt(desk, one, seq);
  return text === null ? null : { seq, text };
}

function registerOf(channel: string, userId: string): string {
  return `seat:${channel}:${userId}`;
}
