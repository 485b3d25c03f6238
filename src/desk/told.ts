import { z } from 'zod';
import type { Handled } from '../store/store.ts';
import type { Desk } from './desk.ts';

/** One message that was answered, for the operator: ids and figures, none of its words. */
export interface Told {
  readonly conversationId: string;
  readonly seq: number;
  readonly turn: number;
  readonly status: string;
  readonly issue: string | null;
  /** the slot that is asked now */
  readonly asking: string | null;
  /** the likeliest cause */
  readonly cause: string | null;
  /** it was not understood */
  readonly missed: boolean;
  /** a person is asked for */
  readonly handOff: boolean;
  /** from the beginning of the work on it to the commit */
  readonly ms: number;
}

const turnSchema = z.object({
  turn: z.number(),
  status: z.string(),
  issue: z.string().nullable(),
  asking: z.object({ slot: z.string() }).nullable(),
  diagnosis: z.object({ causes: z.array(z.object({ id: z.string() })) }).nullable(),
});

/** Tells the operator of the messages that a commit has answered. */
export function tellOperator(desk: Desk, handled: Handled, ms: number): void {
  const { conversation, answers, caseNews } = handled;
  for (const [i, { seq, answer }] of answers.entries()) {
    const { turn, status, issue, asking, diagnosis } = turnSchema.parse(JSON.parse(answer));
    const last = i === answers.length - 1;
    desk.onTurn({
      conversationId: conversation.id,
      seq,
      turn,
      status,
      issue,
      asking: asking?.slot ?? null,
      cause: diagnosis?.causes[0]?.id ?? null,
      missed: last && conversation.misses > 0,
      handOff: last && caseNews.some(({ opens }) => opens !== null),
      ms,
    });
  }
}
