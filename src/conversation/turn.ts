import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Fact } from '../dialog/slot.ts';
import type { Status } from './conversation.ts';
import type { Choice, Reply } from './reply.ts';

/** The question that is open, and how far the talk has come. */
export interface Asking {
  readonly slot: string;
  readonly choices: readonly Choice[];
  readonly asked: number;
  readonly atMost: number;
}

/** One turn as outsiders see it. Contract: Turn. */
export interface Turn {
  readonly conversationId: string;
  readonly turn: number;
  readonly status: Status;
  readonly replies: readonly Reply[];
  readonly asking: Asking | null;
  readonly issue: string | null;
  readonly slots: Readonly<Record<string, Fact>>;
  readonly diagnosis: Diagnosis | null;
}
