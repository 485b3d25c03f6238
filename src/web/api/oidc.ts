import { z } from 'zod';
import { loginOf, openSession } from '../../desk/login/login.ts';
import { keepDeskSecret, keepTrip, tripOf } from '../desk-cookie.ts';
import type { Oidc } from '../oidc.ts';
import { OIDC_CALLBACK } from '../oidc-callback.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { NO_PATH, TOO_MANY } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import type { Service } from '../service.ts';
import { isEncrypted } from '../session.ts';

const tripSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
const CONSOLE = '/console';

/** Logging in at another place, where the operator has set one. Only who is a user here gets in. */
export function oidcRoutes(service: Service): readonly Route[] {
  const common = { method: 'GET', access: 'public', failures: [401, 403, 404, 429, 503] } as const;
  return [
    {
      ...common,
      path: '/api/v1/session/oidc',
      summary: 'Log in elsewhere (OpenID Connect): leads the browser there.',
      success: { status: 302, description: 'To the provider.' },
      handle: (call) => withOidc(service, call, leave),
    },
    {
      ...common,
      path: OIDC_CALLBACK,
      summary: 'Where the provider leads the browser back to.',
      success: {
        status: 303,
        description: 'To the console, logged in; a browser that is refused, to its login.',
      },
      handle: (call) => withOidc(service, call, comeBack),
    },
  ];
}

type Handle = (service: Service, call: Call, oidc: Oidc) => Promise<Response>;

function withOidc(service: Service, call: Call, handle: Handle): Promise<Response> {
  const { oidc = null } = service;
  if (oidc === null) return Promise.resolve(refuse(NO_PATH));
  const { request } = call;
  if (!isEncrypted(request) && !service.loopback) return Promise.resolve(refused(request, NOT_ENCRYPTED));
  const patient = service.testClock || service.limits.guess(call.address, service.clock());
  return patient ? handle(service, call, oidc) : Promise.resolve(refused(request, TOO_MANY));
}

/** A person in a browser goes on at the console's login, which says why; a program gets the refusal. */
function refused(request: Request, refusal: Refusal): Response {
  if (!/\btext\/html\b/.test(request.headers.get('accept') ?? '')) return refuse(refusal);
  return new Response(null, {
    status: 303,
    headers: { Location: `${CONSOLE}#/login?refused=${refusal.code}` },
  });
}

async function leave(_service: Service, { request }: Call, oidc: Oidc): Promise<Response> {
  const left = await oidc.leave().catch(() => null);
  if (left === null) return refused(request, NO_PROVIDER);
  const { url, trip } = left;
  const response = new Response(null, { status: 302, headers: { Location: url.href } });
  response.headers.append(
    'Set-Cookie',
    keepTrip(request, Buffer.from(JSON.stringify(trip)).toString('base64url')),
  );
  return response;
}

async function comeBack(service: Service, { request }: Call, oidc: Oidc): Promise<Response> {
  const trip = tripFrom(tripOf(request));
  if (trip === null) return refused(request, NOT_VOUCHED);
  const login = await oidc.comeBack(new URL(request.url).search, trip).catch(() => null);
  const { store } = service.desk;
  const user = login === null ? null : await store.users.byLogin(loginOf(login));
  if (user === null || user.disabledAt !== null) return refused(request, NOT_VOUCHED);
  const at = service.clock();
  const entry = {
    actor: user.id,
    action: 'logged-in',
    entity: 'user',
    entityId: user.id,
    detail: { by: 'oidc' },
  };
  await store.audit.add([entry], at);
  const response = new Response(null, { status: 303, headers: { Location: CONSOLE } });
  response.headers.append('Set-Cookie', keepDeskSecret(request, await openSession(store, user.id, at)));
  response.headers.append('Set-Cookie', keepTrip(request, ''));
  return response;
}

function tripFrom(text: string) {
  try {
    const read = tripSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const NOT_VOUCHED: Refusal = {
  status: 401,
  code: 'not_vouched',
  message: 'the provider vouches for nobody who works here: begin again, or ask an admin to add you',
};

const NO_PROVIDER: Refusal = {
  status: 503,
  code: 'provider_unreachable',
  message: 'the provider does not answer: try again later, or log in with a password',
};

const NOT_ENCRYPTED: Refusal = {
  status: 403,
  code: 'not_encrypted',
  message: 'logging in needs https: put a proxy in front that sends X-Forwarded-Proto',
};
