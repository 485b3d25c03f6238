import type { z } from 'zod';

/** What a handler is given: the request and the parts of its path that vary. */
export interface Call {
  readonly request: Request;
  readonly params: { readonly id?: string };
  /** the caller's network address */
  readonly address: string;
}

/** Who may call: anybody, the holder of the conversation's token, an agent. */
export type Access = 'public' | 'conversation' | 'agent';

/** One operation of the API. The same table answers requests and writes /openapi.json. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** with {name} where it varies, as OpenAPI writes it */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** name → what it means: a number from 0 on, unless a schema says otherwise */
  readonly query?: Readonly<
    Record<string, string | { readonly description: string; readonly schema: object }>
  >;
  readonly body?: z.ZodType;
  readonly success: { readonly status: number; readonly description: string; readonly body?: z.ZodType };
  readonly failures: readonly number[];
  readonly handle: (call: Call) => Promise<Response>;
}
