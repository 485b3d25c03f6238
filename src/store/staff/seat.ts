import type { By, User } from './user.ts';

/** Where somebody of the desk works on a channel: who they are there, and how to write to them. */
export interface Seat {
  readonly channel: string;
  readonly externalId: string;
  readonly user: User;
  /** plain data: what the channel needs to write to them unasked */
  readonly reference: unknown;
  /** they want to be told of cases */
  readonly notices: boolean;
}

/** Who takes a seat. */
export type NewSeat = Pick<Seat, 'channel' | 'externalId' | 'reference'>;

/** What of a seat changes; what is left out stays. */
export type SeatChange = Partial<Pick<Seat, 'reference' | 'notices'>>;

/** A code that gives a seat once. Only its hash is kept. */
export interface SeatCode {
  readonly hash: string;
  readonly userId: string;
  /** epoch ms */
  readonly expiresAt: number;
}

/** The seats of the desk. Those of disabled users are none. */
export interface Seats {
  /** Keeps a code; earlier ones of the same user are over. */
  offer(code: SeatCode, by: By): Promise<void>;
  /** Gives the seat that a code stands for, once. Whoever had it before, and another seat of the same user on the
   * channel, loses it. Null: the code is unknown, used or too old. */
  take(codeHash: string, seat: NewSeat, at: number): Promise<Seat | null>;
  find(channel: string, externalId: string): Promise<Seat | null>;
  change(seat: Seat, change: SeatChange): Promise<void>;
  leave(seat: Seat, at: number): Promise<void>;
}
