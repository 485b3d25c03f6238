import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { hashPassword } from '../../src/desk/login/password.ts';
import type { Role } from '../../src/store/staff/user.ts';
import type { Store } from '../../src/store/store.ts';
import { testWeb } from './web.ts';

type Web = Awaited<ReturnType<typeof testWeb>>;

/** Where one logs in, and where admins find the users. */
export const SESSION = '/api/v1/session';
export const USERS = '/api/v1/users';
/** What all users of the tests log in with. */
export const PASSWORD = 'long enough for 1 test';
const sessionBody = z.looseObject({ csrf: z.string() });

let hashed: Promise<string> | null = null;

/** Adds a user; the id is the login. */
export async function addStaff(store: Store, login: string, role: Role, team = 'default'): Promise<void> {
  hashed ??= hashPassword(PASSWORD);
  const user = { id: login, login, name: login, role, team, passwordHash: await hashed };
  await store.users.add(user, { actor: 'test', at: 0 });
}

/** A browser of somebody who has logged in: cookie and CSRF token go with every request. */
export async function loggedIn(web: Web, login: string, password = PASSWORD) {
  const response = await tryLogIn(web, login, {}, password);
  if (response.status !== 200) throw new Error(`${login} cannot log in: ${await response.text()}`);
  const cookie = cookieOf(response);
  const { csrf } = sessionBody.parse(await response.json());
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    web.request(path, {
      method,
      headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-CSRF-Token': csrf, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { cookie, csrf, call };
}

/** A login as a browser sends it, with what else that brings along. */
export function tryLogIn(
  web: Web,
  login: string,
  headers: Record<string, string> = {},
  password = PASSWORD,
): Promise<Response> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } };
  return Promise.resolve(web.request(SESSION, { ...init, body: JSON.stringify({ login, password }) }));
}

/** The cookie that a response sets, as a browser sends it back. */
export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** A web floor with one user of each role: ada, lin, wang, xu; its clock can be set. */
export async function staffedWeb(advisor: Advisor, rules: Parameters<typeof testWeb>[1] = {}) {
  const time = { now: Date.parse('2026-11-18T10:00:00+08:00') };
  const web = await testWeb(advisor, { clock: () => time.now, ...rules });
  await addStaff(web.store, 'ada', 'admin');
  await addStaff(web.store, 'lin', 'lead');
  await addStaff(web.store, 'wang', 'agent');
  await addStaff(web.store, 'xu', 'author');
  return { web, time };
}
