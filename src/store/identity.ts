/** Who writes on a channel, when their talk is opened. */
export interface NewIdentity {
  /** who writes there, in the channel's own terms */
  readonly externalId: string;
  /** plain data: what the channel needs to write to them unasked */
  readonly reference: unknown;
  /** ms after a merchant's message until what was not carried by the response to it is sent */
  readonly carryAfter: number;
}

/** One who writes on a channel: one talk, and how far it was carried there. */
export interface Identity {
  readonly channel: string;
  readonly externalId: string;
  readonly conversationId: string;
  readonly reference: unknown;
  /** when they last wrote (epoch ms), and how many messages were sent to them since */
  readonly heardAt: number;
  readonly sent: number;
  /** up to this line everything was carried, and so many parts of the next one */
  readonly carried: number;
  readonly parts: number;
}

/** Somebody wrote on a channel, or was met there. */
export interface Heard {
  readonly channel: string;
  readonly externalId: string;
  /** replaces what was known */
  readonly reference: unknown;
  /** epoch ms */
  readonly at: number;
}

/** Those who write on channels. They come into being with their talk. */
export interface Identities {
  find(channel: string, externalId: string): Promise<Identity | null>;
  of(conversationId: string): Promise<Identity | null>;
  /** Keeps the newest reference, and counts what is sent anew unless it was heard before what was heard last. Null:
   * nobody we know. */
  hear(heard: Heard): Promise<Identity | null>;
  /** Keeps the hash of a secret that leads to a conversation until an instant. */
  addLink(tokenHash: string, conversationId: string, expiresAt: number): Promise<void>;
  /** The conversation that a secret leads to, once: its other links are over then too. */
  takeLink(tokenHash: string, now: number): Promise<string | null>;
}
