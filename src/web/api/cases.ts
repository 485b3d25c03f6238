import { z } from 'zod';
import { openingHours } from '../../conversation/opening-hours.ts';
import { isoShanghai } from '../../conversation/wording.ts';
import { mayReach } from '../../desk/cases/case-work.ts';
import { colleaguesFor } from '../../desk/cases/colleagues.ts';
import type { Desk } from '../../desk/desk.ts';
import { type Agent, reaches } from '../../desk/login/agent.ts';
import type { Queue } from '../../knowledge/service.ts';
import { CASE_STATUSES, type Case, type CaseFilter, type CaseStatus } from '../../store/cases/case.ts';
import { caseViewOf, type Look, summaryOf } from '../case-view.ts';
import { timeOf } from '../clock.ts';
import {
  CASE_QUERY,
  CASE_SORTS,
  caseHintSchema,
  caseListSchema,
  caseSchema,
  colleaguesSchema,
} from '../console-wire.ts';
import { eventStream } from '../event-stream.ts';
import { gather } from '../gather.ts';
import { json } from '../json.ts';
import { createLimit } from '../limits.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { TOO_MANY } from '../refusals.ts';
import { type Call, callerOf, type Route } from '../route.ts';
import { beginStream, type Service } from '../service.ts';

/** More are not counted: nobody reads on to there. */
const COUNTED = 10_000;
const LOOK_MS = 300_000;
/** News within this time are told as one: each makes every open page load what it shows. */
const GATHER_MS = 500;
const OPEN: readonly CaseStatus[] = ['waiting', 'with_agent', 'with_merchant'];

const listQuery = z.object({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(CASE_STATUSES)).min(1))
    .default([...OPEN]),
  queue: z.string().max(64).optional(),
  assignee: z.string().max(64).optional(),
  search: z.string().trim().max(100).optional(),
  sort: z.enum(CASE_SORTS).default('urgent'),
  after: z.coerce.number().int().min(0).max(COUNTED).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** Looking at cases: the queue, one of them, and news of all. */
export function caseRoutes(service: Service): readonly Route[] {
  return [listRoute(service), eventsRoute(service), showRoute(service), colleaguesRoute(service)];
}

function listRoute(service: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/cases',
    summary: 'The queue, a page at a time.',
    access: 'role:agent',
    query: Object.fromEntries(
      Object.entries(CASE_QUERY).map(([name, description]) => [
        name,
        { description, schema: { type: 'string' } },
      ]),
    ),
    success: { status: 200, description: 'The cases that the caller may see.', body: caseListSchema },
    failures: [400, 401, 403],
    handle: async (call) => {
      const asked = listQuery.safeParse(Object.fromEntries(new URL(call.request.url).searchParams));
      if (!asked.success) return refuse(badQuery(asked.error));
      const at = timeOf(service, asked.data.at);
      if (typeof at !== 'number') return refuse(at);
      const look = { agent: callerOf(call), at };
      return json(JSON.stringify(await pageOf(service.desk, asked.data, look)), 200);
    },
  };
}

async function pageOf(
  desk: Desk,
  asked: z.infer<typeof listQuery>,
  look: Look,
): Promise<z.infer<typeof caseListSchema>> {
  const { expert } = desk.advisor;
  const mine = queuesOf(desk, look.agent);
  const filter = filterOf(asked, mine, look.agent);
  const { queue } = desk.store;
  const [found, total, tally] = await Promise.all([
    queue.list({ ...filter, limit: filter.limit + 1 }),
    queue.count(filter, COUNTED),
    queue.tally(mine.map(({ id }) => id)),
  ]);
  const end = asked.after + asked.limit;
  const { open, text, nextChange } = openingHours(expert.content, look.at);
  const count = (status: CaseStatus) =>
    Object.values(tally).reduce((sum, counts) => sum + (counts[status] ?? 0), 0);
  return {
    cases: found.slice(0, asked.limit).map((one) => summaryOf(expert, one, look)),
    next: found.length > asked.limit ? String(end) : null,
    total,
    counts: {
      waiting: count('waiting'),
      with_agent: count('with_agent'),
      with_merchant: count('with_merchant'),
      solved: count('solved'),
      closed: count('closed'),
    },
    queues: mine.map(({ id, name }) => ({ id, name, waiting: tally[id]?.waiting ?? 0 })),
    hours: { open, text, nextChange: nextChange === null ? null : isoShanghai(nextChange) },
  };
}

/** The queues of the teams that somebody may see. */
function queuesOf(desk: Desk, agent: Agent): readonly Queue[] {
  return desk.advisor.expert.content.service.queues.filter(({ team }) => reaches(agent, team));
}

function filterOf(
  { status, queue, assignee, search, sort, after, limit }: z.infer<typeof listQuery>,
  mine: readonly Queue[],
  agent: Agent,
): CaseFilter {
  const queues = mine.map(({ id }) => id).filter((id) => queue === undefined || id === queue);
  const holder = assignee === 'me' ? agent.id : assignee === 'none' ? null : assignee;
  return {
    statuses: status,
    queues,
    sort,
    limit,
    offset: after,
    ...(holder === undefined ? {} : { assignee: holder }),
    ...(search === undefined || search === '' ? {} : { search }),
  };
}

function eventsRoute(service: Service): Route {
  const { desk, stopping } = service;
  return {
    method: 'GET',
    path: '/api/v1/cases/events',
    summary: 'A server-sent event whenever something has changed: load what is shown again.',
    access: 'role:agent',
    success: { status: 200, description: 'text/event-stream.', body: caseHintSchema },
    failures: [401, 403, 429],
    handle: async (call) => {
      const ended = beginStream(service, call.address, callerOf(call).id);
      if (ended === null) return refuse(TOO_MANY);
      let seq = 0;
      const listen = (heard: () => void) => {
        const gathered = gather(GATHER_MS, () => {
          seq += 1;
          heard();
        });
        const hush = desk.hints.listenToAll(gathered.add);
        return () => {
          hush();
          gathered.stop();
        };
      };
      const read = async (seen: number) => (seq > seen ? [{ seq, case: null, conversation: null }] : []);
      return eventStream({ read, listen, after: 0, stopping, ended });
    },
  };
}

function showRoute(service: Service): Route {
  // A page that is open asks again and again: that is one look.
  const isNewLook = createLimit(1, LOOK_MS);
  return {
    method: 'GET',
    path: '/api/v1/cases/{id}',
    summary: 'One case with its transcript, the facts packet, causes, path, suggestions and notes.',
    access: 'role:agent',
    success: { status: 200, description: 'The case.', body: caseSchema },
    failures: [400, 401, 403, 404],
    handle: async (call) => {
      const at = timeOf(service, new URL(call.request.url).searchParams.get('at') ?? undefined);
      if (typeof at !== 'number') return refuse(at);
      const shown = await showCase(service, call, at);
      const { id: actor } = callerOf(call);
      const entityId = call.params.id ?? '';
      if (shown.ok && isNewLook(`${actor} ${entityId}`, service.clock())) {
        await service.desk.store.audit.add(
          [{ actor, action: 'saw', entity: 'case', entityId }],
          service.clock(),
        );
      }
      return shown;
    },
  };
}

function colleaguesRoute({ desk }: Service): Route {
  return {
    method: 'GET',
    path: '/api/v1/cases/{id}/agents',
    summary: 'Whom the case can be passed on to.',
    access: 'role:agent',
    success: { status: 200, description: 'Those who may see its queue.', body: colleaguesSchema },
    failures: [401, 403, 404],
    handle: async (call) => {
      const one = await desk.store.cases.find(call.params.id ?? '');
      if (one === null || !mayReach(desk, callerOf(call), one)) return refuse(NO_CASE);
      const agents = (await colleaguesFor(desk, one.queue))
        .filter(({ id }) => id !== one.assignee?.id)
        .map(({ id, name }) => ({ id, name }));
      return json(JSON.stringify({ agents }), 200);
    },
  };
}

/** The case of a call as its caller may see it; whoever may not is told that there is none. */
export async function showCase({ desk }: Service, call: Call, at: number): Promise<Response> {
  const agent = callerOf(call);
  const one: Case | null = await desk.store.cases.find(call.params.id ?? '');
  if (one === null || !mayReach(desk, agent, one)) return refuse(NO_CASE);
  const view = await caseViewOf(desk, one, { agent, at });
  return view === null ? refuse(NO_CASE) : json(JSON.stringify(view), 200);
}

/** There is no such case, or it is another team's. */
export const NO_CASE: Refusal = {
  status: 404,
  code: 'no_such_case',
  message: 'no case has this id, or it belongs to another team: see GET /api/v1/cases',
};

function badQuery(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const message = `${issue?.path.join('.') ?? 'query'}: ${issue?.message ?? 'invalid'}`;
  return { status: 400, code: 'invalid_request', message };
}
