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
}

/** An address that a platform calls. */
export interface Door {
  readonly method: Post['method'];
  readonly path: string;
  readonly summary: string;
}

/** One messaging platform: a thin translation onto the desk. Whatever framework it uses stays behind it. */
export interface Channel extends Carrier {
  /** kept with every conversation: [a-z][a-z0-9-]* */
  readonly name: string;
  readonly doors: readonly Door[];
  /** Answers a call of the platform; what is said to it and does not fit into the answer is sent later. */
  receive(desk: Desk, post: Post): Promise<Response>;
}
