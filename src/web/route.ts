import type { z } from 'zod';
import type { Agent } from '../desk/login/agent.ts';
import type { Role } from '../store/staff/user.ts';

/** What a handler is given: the request and the parts of its path that vary. */
export interface Call {
  readonly request: Request;
  readonly params: { readonly id?: string };
  /** the caller's network address */
  readonly address: string;
  /** who works here and calls: always there where the route demands a role. What one may do is checked by the route,
   * on which object (`reaches` of desk/agent.ts) by the handler. */
  readonly agent: Agent | null;
}

/** Who may call: anybody; the holder of the conversation's token; whoever works here, a program with the machines'
 * token, and on loopback without such a token anybody (for what keeps and shows nothing); who has logged in with a
 * role that includes this one, as programs have that of an agent. */
export type Access = 'public' | 'conversation' | 'agent' | `role:${Role}`;

/** Who calls a route that demands a role. */
export function callerOf({ agent }: Call): Agent {
  if (agent === null) throw new Error('this route demands no role, so it does not know who calls');
  return agent;
}

/** One operation of the API. The same table answers requests and writes /openapi.json. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
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
