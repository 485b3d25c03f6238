import type { Conversation } from '../../conversation/conversation.ts';
import { type Custody, custodyOf } from '../../conversation/custody.ts';
import { speaking } from '../../conversation/expert.ts';
import { type OpeningHours, openingHours } from '../../conversation/opening-hours.ts';
import type { Desk } from '../desk.ts';

/** How it stands with the person that a merchant waits for or talks to. */
export interface Awaited {
  readonly custody: Extract<Custody, 'waiting' | 'agent'>;
  readonly caseNumber: string | null;
  /** name of who holds the talk */
  readonly agent: string | null;
  /** how many wait before this one; null where that does not count any more */
  readonly ahead: number | null;
  readonly hours: OpeningHours;
}

/** The person behind a talk at an instant (epoch ms); null where none is awaited. */
export async function awaited(desk: Desk, conversation: Conversation, at: number): Promise<Awaited | null> {
  const custody = custodyOf(conversation);
  if (custody !== 'waiting' && custody !== 'agent') return null;
  const one = await desk.store.cases.of(conversation.id);
  const ahead = one?.status === 'waiting' ? await desk.store.queue.ahead(one) : null;
  const { content } = speaking(desk.advisor.expert, conversation);
  const { agent } = conversation;
  return { custody, caseNumber: one?.number ?? null, agent, ahead, hours: openingHours(content, at) };
}
