import { z } from 'zod';
import type { Outcome } from '../../store/job.ts';
import type { Seat } from '../../store/staff/seat.ts';
import type { SeatNote } from '../../store/staff/seat-note.ts';
import type { Desk } from '../desk.ts';
import { agentOf, hasRole } from '../login/agent.ts';
import { NOTHING } from '../outcome.ts';
import { mayReach } from './case-work.ts';

const payloadSchema = z.object({
  caseId: z.string(),
  type: z.enum(['urgent', 'escalated']),
  deed: z.string(),
});

/** Notes that a case waits which cannot, for everybody who wants to hear of cases and may take this one. */
export async function alertSeats(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { caseId, type, deed } = payloadSchema.parse(payload);
  const one = await desk.store.cases.find(caseId);
  if (one?.status !== 'waiting') return NOTHING;
  const seats = (await desk.store.seatNotes.wanting()).filter(({ user }) => {
    const agent = agentOf(user);
    return hasRole(agent, 'agent') && mayReach(desk, agent, one);
  });
  await addNotes(desk, seats, { caseId, type, deed, line: 0, at });
  desk.hints.send(one.conversationId);
  return NOTHING;
}

/** Notes for the holder of a talk's case, where they want to hear of cases, that its money should have come by now. */
export async function noteDue(desk: Desk, conversationId: string, dueAt: number, at: number): Promise<void> {
  const one = await desk.store.cases.of(conversationId);
  if (one === null || one.assignee === null || one.closedAt !== null) return;
  const { id: holder } = one.assignee;
  const seats = (await desk.store.seatNotes.wanting()).filter(({ user }) => user.id === holder);
  await addNotes(desk, seats, { caseId: one.id, type: 'due', deed: `due:${dueAt}`, line: 0, at });
  desk.hints.send(conversationId);
}

async function addNotes(
  desk: Desk,
  seats: readonly Seat[],
  note: Omit<SeatNote, 'channel' | 'userId'>,
): Promise<void> {
  const notes = seats.map(({ channel, user }) => ({ ...note, channel, userId: user.id }));
  await desk.store.seatNotes.add(notes, note.at);
}
