import { hashOf, sameSecret } from '../desk/token.ts';
import type { Refusal } from './refusal.ts';
import { NO_CONVERSATION, NO_TOKEN, NOT_OPEN, TOO_MANY, WRONG_TOKEN } from './refusals.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';
import { cookieSecret, isForeign } from './session.ts';

/** Why a caller may not use a route; null where it may. */
export async function refusalFor(service: Service, route: Route, call: Call): Promise<Refusal | null> {
  switch (route.access) {
    case 'public':
      return null;
    case 'conversation':
      return conversationRefusal(service, call);
    case 'agent':
      return agentRefusal(service, call);
  }
}

async function conversationRefusal(service: Service, call: Call): Promise<Refusal | null> {
  const token = bearer(call.request) ?? ownCookie(call.request);
  if (token === null) return NO_TOKEN;
  const held = await service.desk.conversations.load(call.params.id ?? '');
  if (held === null) return NO_CONVERSATION;
  return sameSecret(token, held.tokenHash) ? null : wrongToken(service, call);
}

function agentRefusal(service: Service, call: Call): Refusal | null {
  const { agentToken, loopback } = service;
  if (agentToken === null) return loopback ? null : NOT_OPEN;
  const token = bearer(call.request);
  if (token === null) return NO_TOKEN;
  return sameSecret(token, hashOf(agentToken)) ? null : wrongToken(service, call);
}

function wrongToken(service: Service, call: Call): Refusal {
  const patient = service.testClock || service.limits.guess(call.address, service.clock());
  return patient ? WRONG_TOKEN : TOO_MANY;
}

// A browser sends its cookie whoever asks it to; only our own page may use it.
function ownCookie(request: Request): string | null {
  return isForeign(request) ? null : cookieSecret(request);
}

/** The token in the Authorization header, or null. */
export function bearer(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}
