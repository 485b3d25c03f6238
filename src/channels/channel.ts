import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Carrier } from '../desk/carrier.ts';
import type { Desk } from '../desk/desk.ts';

/** A request of a platform, read in full and of bounded size. */
export interface Post {
  readonly method: 'GET' | 'POST';
  /** with its query */
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  /** the caller's network address */
  readonly address: string;
  /** whether the caller may begin another talk; absent: the platform itself calls, which keeps its own limits */
  readonly mayOpen?: () => boolean;
}

/** An address that a platform calls. */
export interface Door {
  readonly method: Post['method'];
  readonly path: string;
  readonly summary: string;
  /** anybody may call, not a platform alone: calls are limited by address */
  readonly open?: boolean;
}

/** A browser that wants a connection which stays open. */
export interface Knock {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** what came with the request already */
  readonly head: Buffer;
  readonly mayOpen: () => boolean;
  /** whether it may send one more message */
  readonly mayWrite: () => boolean;
  /** the server stops */
  readonly stopping: AbortSignal;
}

/** Where connections are taken that stay open. */
export interface SocketDoor {
  readonly path: string;
  take(desk: Desk, knock: Knock): Promise<void>;
}

/** One messaging platform: a thin translation onto the desk. Whatever framework it uses stays behind it. */
export interface Channel extends Carrier {
  /** kept with every conversation: [a-z][a-z0-9-]* */
  readonly name: string;
  readonly doors: readonly Door[];
  readonly sockets?: SocketDoor;
  /** Answers a call of the platform; what is said to it and does not fit into the answer is sent later. */
  receive(desk: Desk, post: Post): Promise<Response>;
}
