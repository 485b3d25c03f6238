import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { open } from '../../desk/open.ts';
import { receive } from '../../desk/receive.ts';
import { readBody } from '../body.ts';
import { timeOf } from '../clock.ts';
import { json } from '../json.ts';
import { refuse } from '../refusal.ts';
import { NO_CHOICE, NO_CONVERSATION, TOO_MANY } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import { type Service, withinLimits } from '../service.ts';
import { boundedText, instant, openedSchema, turnSchema } from '../wire.ts';

/** The longest text of a merchant, in characters. */
export const TEXT_LIMIT = 2_000;

const openBody = z.object({
  channel: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .default('web'),
  at: instant.optional(),
});

const messageBody = z
  .object({
    id: z.string().min(1).max(128).optional().describe("the sender's own id: the same again changes nothing"),
    text: boundedText(TEXT_LIMIT).optional(),
    choice: z.object({ slot: z.string().max(64), value: z.string().max(64) }).optional(),
    at: instant.optional().describe('with --test-clock only'),
  })
  .refine((body) => (body.text === undefined) !== (body.choice === undefined), {
    error: 'send either "text" or "choice"',
  });

/** Creating a conversation, writing into it, and having it forgotten. */
export function conversationRoutes(service: Service): readonly Route[] {
  return [openRoute(service), messageRoute(service), exportRoute(service), eraseRoute(service)];
}

function openRoute(service: Service): Route {
  return {
    method: 'POST',
    path: '/api/v1/conversations',
    summary: 'Create a conversation. Every later call on it needs its token.',
    access: 'public',
    body: openBody,
    success: {
      status: 201,
      description: 'The greeting, with the id and the secret token.',
      body: openedSchema,
    },
    failures: [400, 413, 415, 429],
    handle: async ({ request, address }) => {
      if (!service.testClock && !service.limits.open(address, service.clock())) return refuse(TOO_MANY);
      const body = await readBody(request, openBody);
      if (!body.ok) return refuse(body.refusal);
      const at = timeOf(service, body.value.at);
      if (typeof at !== 'number') return refuse(at);
      const { token, turn } = await open(service.desk, body.value.channel, at);
      return json(JSON.stringify({ token, ...turn }), 201);
    },
  };
}

function messageRoute(service: Service): Route {
  return {
    method: 'POST',
    path: '/api/v1/conversations/{id}/messages',
    summary: 'Send a message or a button. The same id again gives the first answer, byte for byte.',
    access: 'conversation',
    body: messageBody,
    success: { status: 200, description: 'What the bot says to it.', body: turnSchema },
    failures: [400, 401, 404, 413, 415, 429],
    handle: async (call) => {
      const body = await readBody(call.request, messageBody);
      if (!body.ok) return refuse(body.refusal);
      const at = timeOf(service, body.value.at);
      if (typeof at !== 'number') return refuse(at);
      return answer(service, call, body.value, at);
    },
  };
}

function exportRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/conversations/{id}/export',
    summary: 'All that is kept of the conversation, as one JSON document to take along.',
    access: 'conversation',
    success: { status: 200, description: 'Everything, by table.', body: z.record(z.string(), z.unknown()) },
    failures: [401, 404],
    handle: async ({ params }) => {
      const id = params.id ?? '';
      const { store } = service.desk;
      const all = await store.exportOf(id);
      if (all === null) return refuse(NO_CONVERSATION);
      const entry = { actor: 'merchant', action: 'exported', entity: 'conversation', entityId: id };
      await store.audit.add([entry], service.clock());
      const response = json(JSON.stringify(all), 200);
      response.headers.set('Content-Disposition', 'attachment; filename="daozhang.json"');
      return response;
    },
  };
}

function eraseRoute(service: Service): Route {
  return {
    method: 'DELETE',
    path: '/api/v1/conversations/{id}',
    summary: 'Delete the conversation with all that belongs to it.',
    access: 'conversation',
    success: { status: 204, description: 'It is gone.' },
    failures: [401, 404],
    handle: async ({ params }) => {
      const { store } = service.desk;
      const gone = await store.retention.erase(params.id ?? '', service.clock());
      return gone ? new Response(null, { status: 204 }) : refuse(NO_CONVERSATION);
    },
  };
}

async function answer(
  service: Service,
  call: Call,
  body: z.infer<typeof messageBody>,
  at: number,
): Promise<Response> {
  const conversationId = call.params.id ?? '';
  if (!withinLimits(service, call.address, conversationId)) return refuse(TOO_MANY);
  const { choice, text = '' } = body;
  const message =
    choice === undefined ? ({ type: 'text', text } as const) : ({ type: 'choice', ...choice } as const);
  const received = await receive(service.desk, { conversationId, id: body.id ?? randomUUID(), message, at });
  if (received.type === 'no-conversation') return refuse(NO_CONVERSATION);
  if (received.type === 'no-choice') return refuse(NO_CHOICE);
  return json(received.answer, 200);
}
