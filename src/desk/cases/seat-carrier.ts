import type { Seat } from '../../store/staff/seat.ts';
import type { CaseCard, NoteType } from '../../store/staff/seat-note.ts';
import type { Sent } from '../carrier.ts';
import type { Desk } from '../desk.ts';
import type { CaseInHand } from './case-in-hand.ts';

/** What somebody at a seat is told. */
export interface Tidings {
  readonly type: NoteType;
  readonly about: CaseInHand;
  /** the merchant's line that it is about; null: about none */
  readonly line: { readonly seq: number; readonly text: string } | null;
  /** epoch ms */
  readonly at: number;
}

/** What became of it. */
export interface Told {
  readonly sent: Sent;
  /** a card of the case that now stands there; null: none does */
  readonly card: Omit<CaseCard, 'caseId' | 'channel' | 'userId'> | null;
}

/** Takes to people of the desk what they have to be told, where they work on a channel. */
export interface SeatCarrier {
  tell(desk: Desk, seat: Seat, tidings: Tidings): Promise<Told>;
  /** Draws a card of a case anew where it stands. */
  redraw(desk: Desk, card: CaseCard, about: CaseInHand, at: number): Promise<Sent>;
}
