import { type Agent, hasRole, MACHINE } from '../desk/login/agent.ts';
import { agentBySecret, isCsrf } from '../desk/login/login.ts';
import { conversationIdOf, hashOf, sameSecret } from '../desk/token.ts';
import type { Role } from '../store/staff/user.ts';
import { deskSecret } from './desk-cookie.ts';
import type { Refusal } from './refusal.ts';
import {
  FOREIGN,
  NO_CONVERSATION,
  NO_LOGIN,
  NO_ROLE,
  NO_TOKEN,
  NOT_OPEN,
  TOO_MANY,
  WRONG_TOKEN,
} from './refusals.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';
import { cookieSecret, isForeign } from './session.ts';

/** Whether a caller may use a route, and who it is; or why not. */
export type Admission =
  | { readonly ok: true; readonly agent: Agent | null }
  | { readonly ok: false; readonly refusal: Refusal };

const NOBODY: Admission = { ok: true, agent: null };

/** The header in which a page sends what only our pages know. */
export const CSRF_HEADER = 'x-csrf-token';

/** Checks what a route demands. */
export async function admission(service: Service, route: Route, call: Call): Promise<Admission> {
  switch (route.access) {
    case 'public':
      return NOBODY;
    case 'conversation':
      return conversationAdmission(service, call);
    case 'agent':
      return agentAdmission(service, call);
    case 'role:agent':
      return roleAdmission(service, call, 'agent');
    case 'role:lead':
      return roleAdmission(service, call, 'lead');
    case 'role:author':
      return roleAdmission(service, call, 'author');
    case 'role:admin':
      return roleAdmission(service, call, 'admin');
  }
}

async function conversationAdmission(service: Service, call: Call): Promise<Admission> {
  const token = bearer(call.request) ?? ownCookie(call.request);
  if (token === null) return refused(NO_TOKEN);
  // Whoever can name the conversation by its secret has the secret; whether there is such a one the route sees itself.
  if (conversationIdOf(token) === call.params.id) return NOBODY;
  const held = await service.desk.conversations.load(call.params.id ?? '');
  if (held === null) return refused(NO_CONVERSATION);
  return sameSecret(token, held.tokenHash) ? NOBODY : wrongToken(service, call);
}

// Whoever works here, and another program; without any login on loopback where nobody has set the machines' token.
async function agentAdmission(service: Service, call: Call): Promise<Admission> {
  const known = await whoCalls(service, call);
  if (known !== null) return known;
  if (service.agentToken !== null) return refused(NO_TOKEN);
  return service.loopback ? NOBODY : refused(NOT_OPEN);
}

async function roleAdmission(service: Service, call: Call, role: Role): Promise<Admission> {
  const known = await whoCalls(service, call);
  if (known === null) return refused(NO_LOGIN);
  if (!known.ok || known.agent === null) return known;
  return hasRole(known.agent, role) ? known : refused(NO_ROLE);
}

/** Who calls with the machines' token or an agent's session; null: with neither. */
async function whoCalls(service: Service, call: Call): Promise<Admission | null> {
  const { agentToken } = service;
  const token = bearer(call.request);
  if (token !== null && agentToken !== null) {
    return sameSecret(token, hashOf(agentToken)) ? { ok: true, agent: MACHINE } : wrongToken(service, call);
  }
  const secret = deskSecret(call.request);
  if (secret === null) return null;
  const agent = await agentBySecret(service.desk.store, secret, service.clock());
  if (agent === null) return refused(NO_LOGIN);
  return isSafe(call.request) || isCsrf(secret, call.request.headers.get(CSRF_HEADER) ?? '')
    ? { ok: true, agent }
    : refused(FOREIGN);
}

function isSafe({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

function refused(refusal: Refusal): Admission {
  return { ok: false, refusal };
}

function wrongToken(service: Service, call: Call): Admission {
  const patient = service.testClock || service.limits.guess(call.address, service.clock());
  return refused(patient ? WRONG_TOKEN : TOO_MANY);
}

// A browser sends its cookie whoever asks it to; only our own page may use it.
function ownCookie(request: Request): string | null {
  return isForeign(request) ? null : cookieSecret(request);
}

/** The token in the Authorization header, or null. */
export function bearer(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}
