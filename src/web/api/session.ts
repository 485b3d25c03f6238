import { z } from 'zod';
import { CODE_MINUTES, offerSeat } from '../../desk/cases/take-seat.ts';
import type { Agent } from '../../desk/login/agent.ts';
import { agentBySecret, confirms, csrfOf, IDLE_MS, logIn, openSession } from '../../desk/login/login.ts';
import { hashPassword, passwordFault } from '../../desk/login/password.ts';
import { hashOf } from '../../desk/token.ts';
import { ROLES } from '../../store/staff/user.ts';
import { readBody } from '../body.ts';
import { deskSecret, dropDeskSecret, keepDeskSecret } from '../desk-cookie.ts';
import { json } from '../json.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { FOREIGN, NO_LOGIN } from '../refusals.ts';
import { type Call, callerOf, type Route } from '../route.ts';
import type { Service } from '../service.ts';
import { isEncrypted, isForeign } from '../session.ts';

const PATH = '/api/v1/session';

const loginBody = z.object({ login: z.string().min(1).max(128), password: z.string().min(1).max(512) });
const passwordBody = z.object({ current: z.string().max(512), next: z.string().max(512) });

/** Who is logged in, as the console needs it. */
export const sessionSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  team: z.string(),
  csrf: z.string().describe('to be sent as X-CSRF-Token with everything that changes something'),
  idleMinutes: z.int().describe('without anything done for so long, the login ends'),
});

const codeSchema = z.object({
  code: z.string(),
  minutes: z.int().describe('how long it is good'),
});

/** Logging in and out of the desk, and one's own password. */
export function sessionRoutes(service: Service): readonly Route[] {
  return [loginRoute(service), whoRoute(), logoutRoute(service), passwordRoute(service), codeRoute(service)];
}

/** The answer to somebody whose session has just begun. */
export function begun(request: Request, agent: Agent, secret: string): Response {
  const response = json(shown(agent, secret), 200);
  response.headers.append('Set-Cookie', keepDeskSecret(request, secret));
  return response;
}

/** Why nobody can log in over this connection; null where it is safe. */
export function unsafe(service: Service, request: Request): Refusal | null {
  if (isForeign(request)) return FOREIGN;
  return isEncrypted(request) || service.loopback ? null : NOT_ENCRYPTED;
}

function shown({ id, login, name, role, team }: Agent, secret: string): string {
  const csrf = secret === '' ? '' : csrfOf(secret);
  return JSON.stringify({ id, login, name, role, team, csrf, idleMinutes: IDLE_MS / 60_000 });
}

function loginRoute(service: Service): Route {
  return {
    method: 'POST',
    path: PATH,
    summary: 'Log in. Sets a cookie that scripts cannot read.',
    access: 'public',
    body: loginBody,
    success: { status: 200, description: 'Who is logged in.', body: sessionSchema },
    failures: [400, 401, 403, 413, 415, 429],
    handle: async ({ request, address }) => {
      const refusal = unsafe(service, request);
      if (refusal !== null) return refuse(refusal);
      const body = await readBody(request, loginBody);
      if (!body.ok) return refuse(body.refusal);
      const { store } = service.desk;
      const came = await logIn(store, { ...body.value, address, at: service.clock() });
      if (came.type === 'wait') return refuseForNow(came.ms);
      if (came.type === 'wrong') return refuse(WRONG_LOGIN);
      // Whatever session the browser brought along ends: nobody else may hold the one that goes on.
      const before = deskSecret(request);
      if (before !== null) await store.sessions.end(hashOf(before));
      return begun(request, came.agent, came.secret);
    },
  };
}

function whoRoute(): Route {
  return {
    method: 'GET',
    path: PATH,
    summary: 'Who is logged in.',
    access: 'agent',
    success: { status: 200, description: 'Who is logged in.', body: sessionSchema },
    failures: [401, 403],
    handle: async ({ request, agent }) =>
      agent === null ? refuse(NO_LOGIN) : json(shown(agent, deskSecret(request) ?? ''), 200),
  };
}

function logoutRoute(service: Service): Route {
  return {
    method: 'DELETE',
    path: PATH,
    summary: 'Log out.',
    access: 'public',
    success: { status: 204, description: 'Logged out, or never in.' },
    failures: [403],
    handle: async ({ request }) => {
      if (isForeign(request)) return refuse(FOREIGN);
      const { store } = service.desk;
      const secret = deskSecret(request);
      const agent = secret === null ? null : await agentBySecret(store, secret, service.clock());
      if (secret !== null && agent !== null) {
        await store.sessions.end(hashOf(secret));
        const entry = { actor: agent.id, action: 'logged-out', entity: 'user', entityId: agent.id };
        await store.audit.add([entry], service.clock());
      }
      const response = new Response(null, { status: 204 });
      response.headers.append('Set-Cookie', dropDeskSecret(request));
      return response;
    },
  };
}

function codeRoute(service: Service): Route {
  return {
    method: 'POST',
    path: `${PATH}/code`,
    summary: "A code that links the caller's account on a messaging platform to this user, once.",
    access: 'role:agent',
    success: { status: 201, description: 'The code, to be written to the bot there.', body: codeSchema },
    failures: [401, 403, 404],
    handle: async (call) => {
      const agent = callerOf(call);
      if (deskSecret(call.request) === null) return refuse(NO_LOGIN);
      if (service.channels.every(({ seats }) => seats === undefined)) return refuse(NO_SEATS);
      const code = await offerSeat(service.desk.store, agent.id, service.clock());
      return json(JSON.stringify({ code, minutes: CODE_MINUTES }), 201);
    },
  };
}

function passwordRoute(service: Service): Route {
  return {
    method: 'POST',
    path: `${PATH}/password`,
    summary: "Change one's own password. All sessions end, and a new one begins.",
    access: 'agent',
    body: passwordBody,
    success: { status: 200, description: 'Who is logged in.', body: sessionSchema },
    failures: [400, 401, 403, 413, 415],
    handle: async (call) => {
      if (call.agent === null || deskSecret(call.request) === null) return refuse(NO_LOGIN);
      const body = await readBody(call.request, passwordBody);
      return body.ok ? changePassword(service, call, body.value) : refuse(body.refusal);
    },
  };
}

async function changePassword(
  service: Service,
  call: Call,
  { current, next }: z.infer<typeof passwordBody>,
): Promise<Response> {
  const agent = callerOf(call);
  const { store } = service.desk;
  const at = service.clock();
  if (!(await confirms(store, agent, { password: current, at }))) return refuse(WRONG_LOGIN);
  const fault = passwordFault(next, agent.login);
  if (fault !== null) return refuse({ status: 400, code: 'weak_password', message: fault });
  await store.users.change(agent.id, { passwordHash: await hashPassword(next) }, { actor: agent.id, at });
  return begun(call.request, agent, await openSession(store, agent.id, at));
}

function refuseForNow(ms: number): Response {
  const seconds = Math.ceil(ms / 1_000);
  const message = `too many attempts: try again in ${seconds} seconds`;
  const response = refuse({ status: 429, code: 'too_many_attempts', message });
  response.headers.set('Retry-After', String(seconds));
  return response;
}

const WRONG_LOGIN: Refusal = {
  status: 401,
  code: 'wrong_login',
  message: 'the name or the password is wrong',
};

const NO_SEATS: Refusal = {
  status: 404,
  code: 'no_agent_channel',
  message: 'no messaging platform on which agents can work is set up: see docs/channels.md',
};

const NOT_ENCRYPTED: Refusal = {
  status: 403,
  code: 'not_encrypted',
  message: 'logging in needs https: put a proxy in front that sends X-Forwarded-Proto',
};
