import { z } from 'zod';
import type { Case } from '../../store/cases/case.ts';
import { CASE_CARDS } from '../../store/cases/redraw-cards.ts';
import type { Outcome } from '../../store/job.ts';
import type { CaseCard } from '../../store/staff/seat-note.ts';
import type { Desk } from '../desk.ts';
import { NOTHING } from '../outcome.ts';
import { type CaseInHand, withTalk } from './case-in-hand.ts';

const payloadSchema = z.object({ caseId: z.string() });

/** So often a case may change while its cards are drawn. */
const TRIES = 5;

/** Draws the cards of a case anew where they stand. What changes meanwhile is drawn too, so that of two processes the
 * last one to draw has drawn the case as it is. */
export async function redrawCase(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { caseId } = payloadSchema.parse(payload);
  for (let i = 0; i < TRIES; i++) {
    const about = await look(desk, caseId);
    if (about === null) return NOTHING;
    const afterMs = await drawAll(desk, about, at);
    if (afterMs !== null) {
      return {
        ...NOTHING,
        next: { kind: CASE_CARDS, key: `${CASE_CARDS}:${caseId}`, payload, runAt: at + afterMs },
      };
    }
    const now = await desk.store.cases.find(caseId);
    if (now === null || looksSame(now, about.one)) return NOTHING;
  }
  return NOTHING;
}

async function look(desk: Desk, caseId: string): Promise<CaseInHand | null> {
  const one = await desk.store.cases.find(caseId);
  return one === null ? null : withTalk(desk, one);
}

function looksSame(now: Case, before: Case): boolean {
  return now.version === before.version && now.urgency === before.urgency && now.cause === before.cause;
}

/** Null: all are drawn; else it goes on after so many ms. Rejects after all were tried where one could not be drawn. */
async function drawAll(desk: Desk, about: CaseInHand, at: number): Promise<number | null> {
  const cards = await desk.store.caseCards.of(about.one.id);
  const drawn = await Promise.allSettled(cards.map((card) => draw(desk, card, about, at)));
  const failed = drawn.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const pauses = drawn.flatMap((one) => (one.status === 'fulfilled' && one.value > 0 ? [one.value] : []));
  return pauses.length === 0 ? null : Math.max(...pauses);
}

/** How many ms the platform asks to wait; 0: it is drawn, or there is no such card any more. */
async function draw(desk: Desk, card: CaseCard, about: CaseInHand, at: number): Promise<number> {
  const carrier = desk.carriers.get(card.channel)?.seats;
  if (carrier === undefined) return 0;
  const sent = await carrier.redraw(desk, card, about, at);
  if (sent.type === 'later') return sent.afterMs;
  if (sent.type !== 'sent') await desk.store.caseCards.drop(card);
  return 0;
}
