import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addressFault } from '../../desk/safe-address.ts';
import { newId } from '../../store/new-id.ts';
import { CASE_EVENT, type Webhook } from '../../store/webhook.ts';
import { readBody } from '../body.ts';
import { json } from '../json.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { callerOf, type Route } from '../route.ts';
import type { Service } from '../service.ts';

const PATH = '/api/v1/webhooks';
const SECRET_BYTES = 32;
const SHOWN = 100;

const addBody = z.object({
  url: z.string().max(2_000).describe('https; none of a private network unless the operator allows it'),
  events: z
    .array(z.string().regex(CASE_EVENT, 'like case.opened, case.taken, case.closed, or case.* for all'))
    .min(1)
    .max(50)
    .default(['case.*']),
});

/** A webhook without its secret. */
export const hookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  createdAt: z.int().describe('epoch ms'),
});

/** A message to a webhook, and what became of it. */
export const deliverySchema = z.object({
  id: z.string().describe('the Webhook-Id header'),
  type: z.string(),
  state: z.enum(['queued', 'running', 'done', 'dead']),
  attempts: z.int(),
  nextAt: z.int().describe('epoch ms'),
  lastError: z.string().nullable(),
});

/** Where other programs are told of cases: for admins. */
export function webhookRoutes(service: Service): readonly Route[] {
  return [
    listRoute(service),
    addRoute(service),
    removeRoute(service),
    pingRoute(service),
    deliveriesRoute(service),
    reviveRoute(service),
  ];
}

function listRoute(service: Service): Route {
  return {
    method: 'GET',
    path: PATH,
    summary: 'Where other programs are told of cases.',
    access: 'role:admin',
    success: { status: 200, description: 'All webhooks.', body: z.object({ webhooks: z.array(hookSchema) }) },
    failures: [401, 403],
    handle: async () => {
      const webhooks = await service.desk.store.webhooks.list();
      return json(JSON.stringify({ webhooks: webhooks.map(shown) }), 200);
    },
  };
}

function addRoute(service: Service): Route {
  return {
    method: 'POST',
    path: PATH,
    summary: 'Add a webhook. Its secret is shown this once.',
    access: 'role:admin',
    body: addBody,
    success: {
      status: 201,
      description: 'The webhook with the secret that its messages are signed with.',
      body: hookSchema.extend({ secret: z.string() }),
    },
    failures: [400, 401, 403, 413, 415],
    handle: async (call) => {
      const body = await readBody(call.request, addBody);
      if (!body.ok) return refuse(body.refusal);
      const { url, events } = body.value;
      const fault = addressFault(url, service.desk.webhookAllow);
      if (fault !== null) return refuse({ status: 400, code: 'address_refused', message: fault });
      const at = service.clock();
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
      const webhook = { id: newId(at), url: new URL(url).href, events, secret, createdAt: at };
      await service.desk.store.webhooks.add(webhook, { actor: callerOf(call).id, at });
      return json(JSON.stringify({ ...shown(webhook), secret }), 201);
    },
  };
}

function removeRoute(service: Service): Route {
  return {
    method: 'DELETE',
    path: `${PATH}/{id}`,
    summary: 'Remove a webhook, with what was not delivered.',
    access: 'role:admin',
    success: { status: 204, description: 'It is gone.' },
    failures: [401, 403, 404],
    handle: async (call) => {
      const by = { actor: callerOf(call).id, at: service.clock() };
      const gone = await service.desk.store.webhooks.remove(call.params.id ?? '', by);
      return gone ? new Response(null, { status: 204 }) : refuse(NO_WEBHOOK);
    },
  };
}

function pingRoute(service: Service): Route {
  return {
    method: 'POST',
    path: `${PATH}/{id}/ping`,
    summary: 'Send a message of type "ping".',
    access: 'role:admin',
    success: { status: 202, description: 'It is queued.' },
    failures: [401, 403, 404],
    handle: async ({ params }) => {
      const { webhooks } = service.desk.store;
      if ((await webhooks.find(params.id ?? '')) === null) return refuse(NO_WEBHOOK);
      await webhooks.ping(params.id ?? '', service.clock());
      return new Response(null, { status: 202 });
    },
  };
}

function deliveriesRoute(service: Service): Route {
  return {
    method: 'GET',
    path: `${PATH}/{id}/deliveries`,
    summary: `The newest ${SHOWN} messages to a webhook, and what became of them.`,
    access: 'role:admin',
    success: {
      status: 200,
      description: 'The newest first; "dead" was given up.',
      body: z.object({ deliveries: z.array(deliverySchema) }),
    },
    failures: [401, 403],
    handle: async ({ params }) => {
      const deliveries = await service.desk.store.webhooks.deliveries(params.id ?? '', SHOWN);
      return json(JSON.stringify({ deliveries }), 200);
    },
  };
}

const reviveBody = z.object({ delivery: z.string().max(64) });

function reviveRoute(service: Service): Route {
  return {
    method: 'POST',
    path: `${PATH}/{id}/revive`,
    summary: 'Send a dead message again, with the same Webhook-Id.',
    access: 'role:admin',
    body: reviveBody,
    success: { status: 202, description: 'It is queued.' },
    failures: [400, 401, 403, 404, 413, 415],
    handle: async (call) => {
      const body = await readBody(call.request, reviveBody);
      if (!body.ok) return refuse(body.refusal);
      const by = { actor: callerOf(call).id, at: service.clock() };
      const { webhooks } = service.desk.store;
      const queued = await webhooks.revive(call.params.id ?? '', body.value.delivery, by);
      return queued ? new Response(null, { status: 202 }) : refuse(NO_DELIVERY);
    },
  };
}

function shown({ id, url, events, createdAt }: Webhook): z.infer<typeof hookSchema> {
  return { id, url, events: [...events], createdAt };
}

const NO_WEBHOOK: Refusal = { status: 404, code: 'no_such_webhook', message: 'no webhook has this id' };
const NO_DELIVERY: Refusal = {
  status: 404,
  code: 'no_such_delivery',
  message: 'no dead message of this webhook has this id',
};
