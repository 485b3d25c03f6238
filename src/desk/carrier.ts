import type { Content } from '../content/content.ts';
import type { Conversation, Status } from '../conversation/conversation.ts';
import type { Limits } from '../conversation/limits.ts';
import type { Piece } from '../conversation/pieces.ts';
import type { Asking } from '../conversation/turn.ts';
import type { Identity } from '../store/identity.ts';
import type { Entry, Sender } from '../store/store.ts';
import type { SeatCarrier } from './cases/seat-carrier.ts';
import type { Desk } from './desk.ts';

/** How the talk stands in which something is said, and the wording of its language. */
export interface Talk {
  readonly conversation: Conversation;
  readonly content: Content;
  readonly asking: Asking | null;
}

/** One message for one who writes on a channel. */
export interface Parcel {
  readonly identity: Identity;
  readonly piece: Piece;
  /** who says it */
  readonly from: Sender;
  readonly kind: Entry['kind'];
  /** null: the talk was erased meanwhile */
  readonly talk: Talk | null;
  /** the open question whose choices the piece has */
  readonly slot: string | null;
  /** the same whenever the same piece is sent again: 32 characters of 0-9 a-z A-Z _ - */
  readonly key: string;
  /** the instant of sending (epoch ms) */
  readonly at: number;
}

/** What became of a parcel. Whoever cannot tell throws, and the same parcel comes again later. */
export type Sent =
  | { readonly type: 'sent' }
  /** the platform lets us write again after the merchant has: it waits for that */
  | { readonly type: 'parked'; readonly why: string }
  /** it will never be taken: the next one is tried */
  | { readonly type: 'refused'; readonly why: string }
  /** the platform asks for a pause */
  | { readonly type: 'later'; readonly afterMs: number };

/** How a pulling ended: nothing is left, or it goes on after some ms. */
export interface Pulled {
  readonly afterMs: number | null;
}

/** Takes what is said to where it is read. */
export interface Carrier {
  readonly limits: Limits;
  /** ms after a message until what its response did not carry is sent */
  readonly carryAfter: number;
  send(parcel: Parcel, desk: Desk): Promise<Sent>;
  /** Everything that was said has been carried and the talk stands so: tells the platform where it has to know. */
  settle(identity: Identity, status: Status, desk: Desk): Promise<void>;
  /** takes to agents who work on the channel what they have to be told; absent: none do */
  readonly seats?: SeatCarrier;
  /** Fetches what waits at a place of a platform that only tells that there is something. */
  pull?(place: string, desk: Desk): Promise<Pulled>;
}
