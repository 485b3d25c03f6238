import type { Seat } from './seat.ts';

/** What somebody at a seat is told of a case: it cannot wait, nobody took it in time, it was passed on to them, they took
 * it where it is of little use to them, its money should have come, or its merchant wrote. */
export const NOTE_TYPES = ['urgent', 'escalated', 'assigned', 'taken', 'due', 'line'] as const;
export type NoteType = (typeof NOTE_TYPES)[number];

/** Something to be told to one person, once by its deed. */
export interface SeatNote {
  readonly channel: string;
  readonly userId: string;
  readonly caseId: string;
  readonly deed: string;
  readonly type: NoteType;
  /** the merchant's line; 0 where it is about none */
  readonly line: number;
  /** epoch ms */
  readonly at: number;
}

/** What waits for somebody. */
export interface NotesWaiting {
  /** null: they have left */
  readonly seat: Seat | null;
  /** the oldest first */
  readonly notes: readonly SeatNote[];
}

/** What people of the desk have to be told on channels: at least once and in order. */
export interface SeatNotes {
  /** The seats of those who want to be told of cases. */
  wanting(): Promise<readonly Seat[]>;
  /** Keeps notes, each once, with the jobs that carry them. */
  add(notes: readonly SeatNote[], at: number): Promise<void>;
  waiting(channel: string, userId: string, limit: number): Promise<NotesWaiting>;
  /** It was told, or is not to be told any more. */
  done(note: SeatNote, at: number): Promise<void>;
}

/** A card of a case that stands in a chat. */
export interface CaseCard {
  readonly caseId: string;
  readonly channel: string;
  /** the chat */
  readonly place: string;
  /** who asked for it */
  readonly userId: string;
  /** the platform's name of the message */
  readonly messageId: string;
  /** plain data: what the channel needs to reach the chat */
  readonly reference: unknown;
}

/** The cards that are drawn anew when their case changes: the newest in each chat. */
export interface CaseCards {
  of(caseId: string): Promise<readonly CaseCard[]>;
  keep(card: CaseCard): Promise<void>;
  /** It is no longer there. */
  drop(card: CaseCard): Promise<void>;
}
