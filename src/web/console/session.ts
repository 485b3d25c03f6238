import { createContext, useContext } from 'react';
import { type Answer, call, carry } from './call.ts';

/** Who is logged in. */
export interface Session {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: 'agent' | 'lead' | 'author' | 'admin';
  readonly team: string;
  readonly csrf: string;
}

/** How one stands with the server: logged in; a guest, whom it lets use what keeps nothing; or neither. */
export type Standing =
  | { readonly type: 'asking' }
  | { readonly type: 'in'; readonly session: Session }
  | { readonly type: 'guest' }
  | { readonly type: 'out'; readonly open: boolean }
  | { readonly type: 'trouble'; readonly status: number };

const PATH = '/api/v1/session';

/** Asks the server how one stands. */
export async function standing(): Promise<Standing> {
  const who = await call<Session>('GET', PATH);
  if (who.ok) return entered(who.value);
  if (who.status !== 401 && who.status !== 403) return { type: 'trouble', status: who.status };
  // On its own machine a server lets everybody use what keeps nothing.
  const open = await call('HEAD', '/api/v1/catalogue');
  return { type: 'out', open: open.ok };
}

/** Logs in. */
export async function logIn(login: string, password: string): Promise<Answer<Standing>> {
  const who = await call<Session>('POST', PATH, { login, password });
  return who.ok ? { ok: true, value: entered(who.value) } : who;
}

/** Changes one's own password; every other login ends. */
export async function changePassword(current: string, next: string): Promise<Answer<Session>> {
  const who = await call<Session>('POST', `${PATH}/password`, { current, next });
  if (who.ok) carry(who.value.csrf);
  return who;
}

/** Logs out. */
export async function logOut(): Promise<void> {
  await call('DELETE', PATH);
  carry('');
}

function entered(session: Session): Standing {
  carry(session.csrf);
  return { type: 'in', session };
}

/** Who is logged in; null for a guest. */
export const SessionContext = createContext<Session | null>(null);

/** Who is logged in; null for a guest. */
export function useSession(): Session | null {
  return useContext(SessionContext);
}
