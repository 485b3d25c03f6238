import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { StoreError } from '../store/engine/database.ts';
import { admission } from './access.ts';
import { auditRoutes } from './api/audit.ts';
import { caseDeedRoutes } from './api/case-deeds.ts';
import { caseRoutes } from './api/cases.ts';
import { conversationRoutes } from './api/conversations.ts';
import { knowledgeRoutes } from './api/knowledge.ts';
import { oidcRoutes } from './api/oidc.ts';
import { operationRoutes } from './api/operations.ts';
import { reportRoutes } from './api/report.ts';
import { sessionRoutes } from './api/session.ts';
import { transcriptRoutes } from './api/transcript.ts';
import { triageRoute } from './api/triage.ts';
import { userRoutes } from './api/users.ts';
import { webhookRoutes } from './api/webhooks.ts';
import { BODY_LIMIT, TOO_LARGE } from './body.ts';
import { channelRoutes } from './channel-routes.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { isWhole, json } from './json.ts';
import { openapi } from './openapi.ts';
import { pageRoutes } from './pages.ts';
import { type Refusal, refuse } from './refusal.ts';
import { NO_METHOD, NO_PATH, NO_STORE } from './refusals.ts';
import type { Route } from './route.ts';
import type { Service } from './service.ts';

/** Where a request comes from, as the server knows it. */
export interface Origin {
  readonly address: string;
}

type App = Hono<{ Bindings: Origin }>;

/** The whole web floor as one function from Request to Response. */
export function createApp(service: Service, version: string): App {
  const routes = [
    ...conversationRoutes(service),
    ...transcriptRoutes(service),
    triageRoute(service),
    ...knowledgeRoutes(service),
    ...caseRoutes(service),
    ...caseDeedRoutes(service),
    ...reportRoutes(service),
    ...sessionRoutes(service),
    ...oidcRoutes(service),
    ...userRoutes(service),
    ...webhookRoutes(service),
    ...auditRoutes(service),
    ...operationRoutes(service),
  ];
  const description = JSON.stringify(openapi(routes, version));
  const app: App = new Hono();
  const all = [...routes, descriptionRoute(description), ...channelRoutes(service), ...pageRoutes(service)];
  for (const route of all) app.on(route.method, template(route.path), (c) => answer(service, route, c));
  for (const path of new Set(all.map((route) => route.path))) {
    const allowed = all.filter((route) => route.path === path).map((route) => route.method);
    app.all(template(path), () => sealed(refuseMethod(allowed)));
  }
  app.notFound(() => sealed(refuse(NO_PATH)));
  return app;
}

function descriptionRoute(description: string): Route {
  return {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description.',
    access: 'public',
    success: { status: 200, description: 'OpenAPI 3.1' },
    failures: [],
    handle: async () => json(description, 200),
  };
}

function template(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function refuseMethod(allowed: readonly string[]): Response {
  const response = refuse(NO_METHOD);
  response.headers.set(
    'Allow',
    allowed.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])).join(', '),
  );
  return response;
}

async function answer(service: Service, route: Route, c: Context<{ Bindings: Origin }>): Promise<Response> {
  const started = performance.now();
  const id = c.req.param('id');
  const params = id === undefined ? {} : { id };
  const call = { request: c.req.raw, address: c.env?.address ?? '', params, agent: null };
  const { watch = unwatched } = service;
  const response = await watch(route.path, route.method, () =>
    handle(service, route, call).catch((error) => refuse(troubleOf(service, route, error))),
  );
  service.metrics.request(route.path, response.status, (performance.now() - started) / 1000);
  // Nobody reads what would be answered, so nobody would end a stream.
  if (call.request.method === 'HEAD') await response.body?.cancel();
  return sealed(response);
}

function unwatched(_route: string, _method: string, work: () => Promise<Response>): Promise<Response> {
  return work();
}

async function handle(
  service: Service,
  route: Route,
  call: Parameters<Route['handle']>[0],
): Promise<Response> {
  if (Number(call.request.headers.get('content-length') ?? 0) > BODY_LIMIT) return refuse(TOO_LARGE);
  const admitted = await admission(service, route, call);
  return admitted.ok ? route.handle({ ...call, agent: admitted.agent }) : refuse(admitted.refusal);
}

function troubleOf(service: Service, route: Route, error: unknown): Refusal {
  const id = randomUUID();
  const store = error instanceof StoreError;
  service.metrics.fault(store ? 'store' : 'web');
  service.desk.report({ id, where: `${route.method} ${route.path}`, error });
  if (store) return NO_STORE;
  const message = `something went wrong on our side; nothing that was answered is lost (error ${id})`;
  return { status: 500, code: 'internal', message };
}

function sealed(response: Response): Response {
  if (isWhole(response)) return response;
  const { headers } = response;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  // A policy that names the frames it allows says more than the older header could.
  if (/frame-ancestors (?!'none')/.test(headers.get('Content-Security-Policy') ?? '')) {
    headers.delete('X-Frame-Options');
  }
  return response;
}
