import type { Turn } from '../conversation/turn.ts';

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

/** What is told of a turn, all but how long it took. */
export function toldOf(
  seq: number,
  { conversationId, turn, status, issue, asking, diagnosis }: Turn,
  became: Pick<Told, 'missed' | 'handOff'>,
): Omit<Told, 'ms'> {
  const cause = diagnosis?.causes[0]?.id ?? null;
  return { conversationId, seq, turn, status, issue, asking: asking?.slot ?? null, cause, ...became };
}
