import type { Channel } from './channel.ts';

/** The environment of the process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A channel as the environment sets it up: null where nothing is said of it; else it, or one sentence on what is
 * wrong. Nothing half set up is ever opened. */
export type Setup =
  | { readonly ok: true; readonly channel: Channel | null }
  | { readonly ok: false; readonly message: string };

/** What the server that opens a channel knows of itself. */
export interface Host {
  /** it can be reached from this machine only */
  readonly loopback: boolean;
  /** something the operator should know, in one sentence */
  readonly warn: (sentence: string) => void;
}
