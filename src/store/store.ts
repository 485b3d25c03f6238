import type { Conversation } from '../conversation/conversation.ts';
import type { Choice, Reply } from '../conversation/reply.ts';

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
}

/** A merchant's message at the door: `id` is the sender's, `body` what the transcript shows. */
export interface Inbound {
  readonly conversationId: string;
  readonly id: string;
  readonly body: string;
  readonly doing: Doing;
  readonly at: number;
}

/** What became of a message at the door: kept under `seq`, now or before; `answer` once it was handled. */
export type Accepted =
  | { readonly type: 'kept'; readonly seq: number; readonly answer: string | null }
  | { readonly type: 'absent' };

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

/** One handled message: the state after it and what is said, kept together or not at all. */
export interface Handled {
  readonly conversation: Conversation;
  /** the version that was loaded; commit fails where it is no longer the present one */
  readonly version: number;
  readonly seq: number;
  readonly replies: readonly Reply[];
  /** the Turn as JSON text: what the same message gets again, byte for byte */
  readonly answer: string;
  readonly at: number;
}

/** One line of a transcript. */
export interface Entry {
  readonly seq: number;
  readonly from: Sender;
  readonly text: string;
  readonly at: number;
  /** replies: their kind and buttons */
  readonly kind: Reply['kind'] | null;
  readonly choices: readonly Choice[];
  /** replies: the message they answer; null for the greeting */
  readonly replyTo: number | null;
  /** merchant messages: what was done, and the first answer */
  readonly doing: Doing | null;
  readonly answer: string | null;
}

/** Where conversations live. Ids and times come from outside; every method is one transaction. */
export interface Conversations {
  open(opening: Opening): Promise<void>;
  /** Keeps a message once by its id, before anything is made of it. */
  accept(inbound: Inbound): Promise<Accepted>;
  load(id: string): Promise<Held | null>;
  /** False, and nothing kept, where another process was faster. */
  commit(handled: Handled): Promise<boolean>;
  /** The lines after a sequence number, in order. */
  transcript(id: string, after: number): Promise<readonly Entry[]>;
}

/** All roles of the store over one database. */
export interface Store {
  readonly conversations: Conversations;
  /** Rejects where the database cannot be reached. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
