import type { Identity } from './identity.ts';
import type { Entry, Lease } from './store.ts';

/** What waits to be carried to one who writes on a channel. */
export type Taken =
  /** nobody talks there on a channel, or nothing waits */
  | { readonly type: 'nothing' }
  /** another is carrying; at `until` (epoch ms) at the latest he is done */
  | { readonly type: 'busy'; readonly until: number }
  | {
      readonly type: 'load';
      readonly identity: Identity;
      /** what was not carried yet, in order, without the merchant's own lines */
      readonly lines: readonly Entry[];
    };

/** How far a talk was carried. */
export interface Progress {
  readonly conversationId: string;
  /** everything up to this line, and so many parts of the next one */
  readonly carried: number;
  readonly parts: number;
  /** messages that count against what the channel lets us send unasked */
  readonly counted: number;
  readonly lease: Lease;
  /** the response that carried it: a resend of the same message gets the same */
  readonly reply?: { readonly messageId: string; readonly body: string; readonly at: number };
}

/** What was said and has to reach its reader on a channel: every line at least once and in order. */
export interface Outbox {
  /** Takes what waits in a conversation, and the right to carry it. */
  take(conversationId: string, lease: Lease): Promise<Taken>;
  /** Keeps how far it came and holds the lease until its new end. False: the lease was lost. */
  advance(progress: Progress): Promise<boolean>;
  release(conversationId: string, owner: string): Promise<void>;
  /** The response that carried what was said to a message, if it was carried so. */
  replied(conversationId: string, messageId: string): Promise<string | null>;
}
