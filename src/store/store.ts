import type { Conversation } from '../conversation/conversation.ts';
import type { Choice, Reply } from '../conversation/reply.ts';
import type { CaseQueue, Cases } from './cases/case.ts';
import type { CaseNews } from './cases/case-news.ts';
import type { Gauges } from './gauges.ts';
import type { Identities, NewIdentity } from './identity.ts';
import type { Jobs, NewJob } from './job.ts';
import type { Outbox } from './outbox.ts';
import type { Records } from './records.ts';
import type { Registers } from './register.ts';
import type { AuditTrail } from './staff/audit-trail.ts';
import type { Seats } from './staff/seat.ts';
import type { CaseCards, SeatNotes } from './staff/seat-note.ts';
import type { Invitations, Sessions, Users } from './staff/user.ts';
import type { Webhooks } from './webhook.ts';

/** Who wrote a message. */
export type Sender = 'merchant' | 'bot' | 'agent' | 'system';

/** What a merchant did, as it is kept for replay: the masked text, or a button. */
export type Doing =
  | { readonly type: 'said'; readonly text: string; readonly masked: boolean }
  | { readonly type: 'chose'; readonly slot: string; readonly value: string };

/** A conversation to be created, with what is said first. */
export interface Opening {
  readonly conversation: Conversation;
  readonly channel: string;
  /** SHA-256 of the secret token, hexadecimal; the token itself is kept nowhere */
  readonly tokenHash: string;
  readonly replies: readonly Reply[];
  readonly at: number;
  /** who talks there, where a channel has to carry what is said */
  readonly identity?: NewIdentity;
}

/** A merchant's message at the door: `id` is the sender's, `body` what the transcript shows. */
export interface Inbound {
  readonly conversationId: string;
  readonly id: string;
  readonly body: string;
  readonly doing: Doing;
  readonly at: number;
}

/** The right of one piece of work to a row until an instant (epoch ms by the real clock). What it does not finish
 * by then, another may take up. */
export interface Lease {
  /** names the piece of work, not the process: two of the same process are two owners */
  readonly owner: string;
  readonly now: number;
  readonly until: number;
}

/** What became of a message at the door: kept under `seq`, now or before; `answer` once it was handled. `held`
 * where the lease was free and is the caller's now: it has to answer what is pending. */
export type Accepted =
  | {
      readonly type: 'kept';
      readonly seq: number;
      readonly answer: string | null;
      readonly held: Held | null;
    }
  | { readonly type: 'absent' };

/** A message that was kept together with its answer. */
export interface AnsweredAtOnce<H> {
  readonly type: 'answered';
  readonly seq: number;
  readonly handled: H;
}

/** A kept message that was not handled yet. */
export interface Pending {
  readonly seq: number;
  readonly doing: Doing;
  readonly at: number;
}

/** A conversation as it is held, with what waits to be handled, in order. */
export interface Held {
  readonly conversation: Conversation;
  readonly version: number;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly pending: readonly Pending[];
}

/** One message with what is said to it. */
export interface Answered {
  readonly seq: number;
  readonly replies: readonly Reply[];
  /** the Turn as JSON text: what the same message gets again, byte for byte */
  readonly answer: string;
  readonly at: number;
}

/** Handled messages: the state after them, what is said and what is to be done later, all kept together or not
 * at all. */
export interface Handled {
  readonly conversation: Conversation;
  /** the version that was loaded; commit fails where it is no longer the present one */
  readonly version: number;
  /** the lease under which they were handled; `until` where it goes on because more is pending */
  readonly lease: Lease;
  readonly answers: readonly Answered[];
  readonly jobs: readonly NewJob[];
  /** one for each message that means something for the case of the conversation, in order */
  readonly caseNews: readonly CaseNews[];
}

/** What became of a commit. `pending`: what came meanwhile; where it is empty the lease was given back. */
export type Committed =
  | { readonly type: 'kept'; readonly pending: readonly Pending[] }
  /** another was faster; nothing was kept */
  | { readonly type: 'lost' };

/** One line of a transcript. */
export interface Entry {
  readonly seq: number;
  readonly from: Sender;
  readonly text: string;
  readonly at: number;
  /** replies: their kind and buttons */
  readonly kind: Reply['kind'] | null;
  readonly choices: readonly Choice[];
  /** replies: the message they answer; null for the greeting and for what is said unasked */
  readonly replyTo: number | null;
  /** merchant messages: what was done, and the first answer */
  readonly doing: Doing | null;
  readonly answer: string | null;
}

/** Where conversations live. Ids and times come from outside; every method is one transaction. */
export interface Conversations {
  open(opening: Opening): Promise<void>;
  /** Keeps a message once by its id, before anything is made of it, and takes the lease where it is free. */
  accept<H extends Handled = never>(
    inbound: Inbound,
    lease: Lease,
    /** Handles the message in the transaction that keeps it, where nobody is at work there and nothing waits. May be
     * called again, and does nothing but compute. */
    handle?: (held: Held) => H,
  ): Promise<Accepted | AnsweredAtOnce<H>>;
  load(id: string): Promise<Held | null>;
  commit(handled: Handled): Promise<Committed>;
  /** The lines after a sequence number, in order. */
  transcript(id: string, after: number): Promise<readonly Entry[]>;
}

/** What was accepted and not answered yet. */
export interface Backlog {
  /** The answer to a message once it was handled. */
  answer(conversationId: string, seq: number): Promise<string | null>;
  /** Takes the lease where it is free. */
  claim(conversationId: string, lease: Lease): Promise<Held | null>;
  /** Gives a lease back before its time. */
  release(conversationId: string, owner: string): Promise<void>;
  /** Conversations in which something waits and that nobody holds. */
  overdue(now: number, limit: number): Promise<readonly string[]>;
}

/** Forgetting. */
export interface Retention {
  /** Deletes one conversation with all that belongs to it, as its merchant wishes. False: there is none. */
  erase(id: string, at: number): Promise<boolean>;
  /** Deletes conversations without an open case that were last touched before an instant, with all that belongs
   * to them, and jobs that ended before it; at most `limit` of each. Gives the number of conversations. */
  purge(before: number, limit: number): Promise<number>;
}

/** All roles of the store over one database. */
export interface Store {
  readonly conversations: Conversations;
  readonly backlog: Backlog;
  readonly jobs: Jobs;
  readonly cases: Cases;
  readonly queue: CaseQueue;
  readonly records: Records;
  readonly retention: Retention;
  readonly identities: Identities;
  readonly outbox: Outbox;
  readonly registers: Registers;
  readonly signals: Signals;
  readonly audit: AuditTrail;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly webhooks: Webhooks;
  readonly seats: Seats;
  readonly seatNotes: SeatNotes;
  readonly caseCards: CaseCards;
  /** All that is kept of a conversation, as one value for its merchant; null where there is none. */
  exportOf(conversationId: string): Promise<Record<string, unknown> | null>;
  /** What waits at an instant, for the operator. */
  gauges(now: number): Promise<Gauges>;
  /** Rejects where the database cannot be reached. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** News between processes on the same store. May be lost: whoever listens reads again now and then. */
export interface Signals {
  announce(conversationIds: readonly string[]): Promise<void>;
  /** null: anything may have changed. Until the returned function is called. */
  watch(heard: (conversationIds: readonly string[] | null) => void): () => void;
}
