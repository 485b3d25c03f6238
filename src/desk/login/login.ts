import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Patience } from '../../store/staff/user.ts';
import type { Store } from '../../store/store.ts';
import { hashOf } from '../token.ts';
import { type Agent, agentOf } from './agent.ts';
import { networkOf } from './network.ts';
import { isPassword } from './password.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A login ends when nothing was done for this long, */
export const IDLE_MS = HOUR;
/** and after this long whatever was done. */
export const LONGEST_MS = 12 * HOUR;

/** A person mistypes some times; several people may share an address. */
const BY_NAME: Patience = { free: 5, longestMs: 15 * MINUTE };
const BY_ADDRESS: Patience = { free: 20, longestMs: 15 * MINUTE };

/** Who wants in: from which network address, and when (epoch ms). */
export interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly at: number;
}

/** What came of an attempt. Whether the name or the password was wrong is not told. */
export type LoggedIn =
  | { readonly type: 'in'; readonly agent: Agent; readonly secret: string }
  | { readonly type: 'wrong' }
  | { readonly type: 'wait'; readonly ms: number };

/** Logs somebody in by password. The session is always a new one. */
export async function logIn(store: Store, attempt: Attempt): Promise<LoggedIn> {
  const { password, address, at } = attempt;
  const login = loginOf(attempt.login);
  const [name, place] = [hashOf(`login ${login}`), hashOf(`address ${networkOf(address)}`)];
  const keys = [
    { key: name, patience: BY_NAME },
    { key: place, patience: BY_ADDRESS },
  ];
  const ms = await store.sessions.attempt(keys, at);
  if (ms > 0) return { type: 'wait', ms };
  const user = await store.users.byLogin(login);
  const right = await isPassword(password, user?.passwordHash ?? '');
  if (!right || user === null || user.disabledAt !== null) {
    await note(store, user?.id ?? 'unknown', 'login-failed', at);
    return { type: 'wrong' };
  }
  await store.sessions.succeeded(name, place);
  await note(store, user.id, 'logged-in', at);
  return { type: 'in', agent: agentOf(user), secret: await openSession(store, user.id, at) };
}

/** Whether somebody who is logged in knows the password; guesses are counted as those of a login are. */
export async function confirms(
  store: Store,
  agent: Agent,
  { password, at }: Pick<Attempt, 'password' | 'at'>,
): Promise<boolean> {
  const key = hashOf(`login ${agent.login}`);
  if ((await store.sessions.attempt([{ key, patience: BY_NAME }], at)) > 0) return false;
  const user = await store.users.byId(agent.id);
  if (!(await isPassword(password, user?.passwordHash ?? ''))) return false;
  await store.sessions.succeeded(key, key);
  return true;
}

/** A new session of a user; gives its secret. */
export async function openSession(store: Store, userId: string, at: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await store.sessions.purge(at, IDLE_MS);
  await store.sessions.open({ tokenHash: hashOf(secret), userId, createdAt: at, expiresAt: at + LONGEST_MS });
  return secret;
}

/** Who holds the secret of a session that goes on, or null. */
export async function agentBySecret(store: Store, secret: string, at: number): Promise<Agent | null> {
  const user = await store.sessions.user(hashOf(secret), at, IDLE_MS);
  return user === null ? null : agentOf(user);
}

/** What a page has to send along with everything that changes something: only who reads our answers knows it. */
export function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('csrf').digest('base64url');
}

/** Whether a page sent what csrfOf gave it. */
export function isCsrf(secret: string, given: string): boolean {
  const expected = Buffer.from(csrfOf(secret));
  const found = Buffer.from(given);
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** A login name as it is kept. */
export function loginOf(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

function note(store: Store, id: string, action: string, at: number): Promise<void> {
  return store.audit.add([{ actor: id, action, entity: 'user', entityId: id }], at);
}
