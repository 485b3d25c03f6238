import { z } from 'zod';
import { turnOf } from '../../conversation/turn.ts';
import { isoShanghai } from '../../conversation/wording.ts';
import { type Awaited, awaited } from '../../desk/cases/awaited.ts';
import type { Entry } from '../../store/store.ts';
import { eventStream } from '../event-stream.ts';
import { json } from '../json.ts';
import { refuse } from '../refusal.ts';
import { NO_CONVERSATION, TOO_MANY } from '../refusals.ts';
import type { Call, Route } from '../route.ts';
import { beginStream, type Service } from '../service.ts';
import { conversationSchema, lineSchema } from '../wire.ts';

const position = z.coerce.number().int().min(0).catch(Number.NaN);

/** Reading a conversation: as it stands, and as it goes on. */
export function transcriptRoutes(service: Service): readonly Route[] {
  return [showRoute(service), eventsRoute(service)];
}

function showRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/conversations/{id}',
    summary: 'The conversation as it stands, with its transcript.',
    access: 'conversation',
    success: { status: 200, description: 'The conversation.', body: conversationSchema },
    failures: [401, 404],
    handle: async ({ params }) => {
      const { desk } = service;
      const id = params.id ?? '';
      const held = await desk.conversations.load(id);
      if (held === null) return refuse(NO_CONVERSATION);
      const entries = await desk.conversations.transcript(id, 0);
      const turn = turnOf(desk.advisor.expert, held.conversation, []);
      const { conversationId, status, issue, slots, diagnosis, asking } = turn;
      const person = personOf(await awaited(desk, held.conversation, service.clock()));
      const messages = entries.map(lineOf);
      return json(
        JSON.stringify({ conversationId, status, issue, slots, diagnosis, asking, person, messages }),
        200,
      );
    },
  };
}

function eventsRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/conversations/{id}/events',
    summary:
      'New lines as server-sent events (event id = seq), or with Accept: application/json those so far.',
    access: 'conversation',
    query: { after: 'the last seq that the caller has' },
    success: {
      status: 200,
      description: 'text/event-stream whose data are such lines; with Accept: application/json one array.',
      body: z.array(lineSchema),
    },
    failures: [400, 401, 404, 429],
    handle: async (call) => {
      const after = afterOf(call);
      if (Number.isNaN(after)) return refuse(BAD_POSITION);
      const id = call.params.id ?? '';
      const { desk, stopping } = service;
      if ((await desk.conversations.load(id)) === null) return refuse(NO_CONVERSATION);
      const read = async (seen: number) => (await desk.conversations.transcript(id, seen)).map(lineOf);
      if (wantsJson(call.request)) return json(JSON.stringify(await read(after)), 200);
      const ended = beginStream(service, call.address, id);
      if (ended === null) return refuse(TOO_MANY);
      const listen = (heard: () => void) => desk.hints.listen(id, heard);
      return eventStream({ read, listen, after, stopping, ended });
    },
  };
}

// A browser that comes back repeats the first address: what it has really seen is in Last-Event-ID.
function afterOf({ request }: Call): number {
  const asked = new URL(request.url).searchParams.get('after') ?? '0';
  const seen = request.headers.get('last-event-id') ?? '0';
  return Math.max(position.parse(asked), position.parse(seen));
}

function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/event-stream');
}

function personOf(one: Awaited | null): z.infer<typeof conversationSchema>['person'] {
  if (one === null) return null;
  const { hours, ...same } = one;
  const { nextChange } = hours;
  return { ...same, hours: { ...hours, nextChange: nextChange === null ? null : isoShanghai(nextChange) } };
}

/** A line of a transcript as outsiders see it. */
export function lineOf(entry: Entry): z.infer<typeof lineSchema> {
  const { seq, from, text, at, kind, choices } = entry;
  return { seq, from, text, at: isoShanghai(at), kind, choices: [...choices] };
}

const BAD_POSITION = {
  status: 400,
  code: 'invalid_request',
  message: '"after" and Last-Event-ID are sequence numbers: 0, 1, 2 ...',
} as const;
