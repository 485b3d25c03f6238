import type { z } from 'zod';
import {
  closeCase,
  correctFacts,
  extendHold,
  giveBack,
  noteOn,
  takeCase,
  transferCase,
} from '../../desk/cases/case-deeds.ts';
import { type Deed, type Done, mayReach, type Refused } from '../../desk/cases/case-work.ts';
import { colleaguesFor } from '../../desk/cases/colleagues.ts';
import { replyCarefully } from '../../desk/cases/reply-carefully.ts';
import { admitId } from '../../desk/door.ts';
import { runDue, TALK_KINDS } from '../../desk/run-due.ts';
import { readBody } from '../body.ts';
import { timeOf } from '../clock.ts';
import { caseSchema } from '../console-wire.ts';
import {
  closeBody,
  extendBody,
  factsBody,
  noteBody,
  replyBody,
  returnBody,
  takeBody,
  transferBody,
} from '../deed-wire.ts';
import { json } from '../json.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Call, callerOf, type Route } from '../route.ts';
import type { Service } from '../service.ts';
import { unfitFact } from './case-facts.ts';
import { NO_CASE, showCase } from './cases.ts';

/** What every deed is sent with. */
interface Sent {
  readonly id: string;
  readonly version?: number;
  readonly at?: string | undefined;
}

type Answer = Done | Refusal | Response;

/** What agents do to cases. */
export function caseDeedRoutes(service: Service): readonly Route[] {
  const { desk } = service;
  return [
    deedRoute(service, ['take', 'Take the case and its talk over.'], takeBody, (deed, { force }) =>
      takeCase(desk, deed, force),
    ),
    deedRoute(service, ['reply', 'Write to the merchant.'], replyBody, (deed, body) =>
      reply(service, deed, body),
    ),
    deedRoute(service, ['notes', 'Add a note that the merchant does not see.'], noteBody, (deed, { text }) =>
      noteOn(desk, deed, text),
    ),
    deedRoute(service, ['return', 'Give the talk back to the bot.'], returnBody, (deed) =>
      giveBack(desk, deed),
    ),
    deedRoute(service, ['transfer', 'Pass the case on.'], transferBody, (deed, body) =>
      transfer(service, deed, body),
    ),
    deedRoute(
      service,
      ['facts', 'Put facts right; the diagnosis is run again.'],
      factsBody,
      async (deed, { facts }) => {
        const unfit = unfitFact(desk.advisor.expert.content, facts);
        return unfit ?? correctFacts(desk, deed, facts);
      },
    ),
    deedRoute(service, ['close', 'Close the case with the true cause.'], closeBody, async (deed, body) => {
      const { cause, solved, text } = body;
      const known = cause === null || Object.hasOwn(desk.advisor.expert.content.causes, cause);
      return known ? closeCase(desk, deed, { cause, solved, text }) : NO_CAUSE;
    }),
    deedRoute(service, ['extend', 'Keep a case that one holds.'], extendBody, (deed) =>
      extendHold(desk, deed),
    ),
  ];
}

function deedRoute<T extends Sent>(
  service: Service,
  [name, summary]: readonly [string, string],
  body: z.ZodType<T>,
  work: (deed: Deed, body: T) => Promise<Answer>,
): Route {
  const { desk } = service;
  return {
    method: 'POST',
    path: `/api/v1/cases/{id}/${name}`,
    summary,
    access: 'role:agent',
    body,
    success: { status: 200, description: 'The case as it stands.', body: caseSchema },
    failures: [400, 401, 403, 404, 409, 413, 415, ...(name === 'reply' ? [422] : [])],
    handle: async (call) => {
      const read = await readBody(call.request, body);
      if (!read.ok) return refuse(read.refusal);
      const { id, version = null, at: said } = read.value;
      const at = timeOf(service, said);
      if (typeof at !== 'number') return refuse(at);
      if (desk.testClock) await runDue(desk, TALK_KINDS, at);
      const deed = { caseId: call.params.id ?? '', id: admitId(id), agent: callerOf(call), version, at };
      return respond(service, call, at, await work(deed, read.value));
    },
  };
}

function respond(service: Service, call: Call, at: number, answer: Answer): Response | Promise<Response> {
  if (answer instanceof Response) return answer;
  if ('code' in answer) return refuse(answer);
  return answer.type === 'done' ? showCase(service, call, at) : refuse(REFUSALS[answer.why]);
}

async function reply(
  { desk }: Service,
  deed: Deed,
  { text, anyway, awaits }: z.infer<typeof replyBody>,
): Promise<Answer> {
  const done = await replyCarefully(desk, deed, { text, anyway, awaits });
  if (done.type !== 'doubtful') return done;
  const message =
    'the text holds what no verified contact has: see "warnings"; "anyway" sends it all the same';
  return json(JSON.stringify({ error: { code: 'doubtful_text', message }, warnings: done.doubts }), 422);
}

async function transfer({ desk }: Service, deed: Deed, body: z.infer<typeof transferBody>): Promise<Answer> {
  const { queues } = desk.advisor.expert.content.service;
  const queue = body.queue === undefined ? undefined : queues.find(({ id }) => id === body.queue);
  if (body.queue !== undefined && queue === undefined) return NO_QUEUE;
  const { assignee: wanted, text } = body;
  const one = await desk.store.cases.find(deed.caseId);
  if (one === null || !mayReach(desk, deed.agent, one)) return NO_CASE;
  const able = wanted === undefined ? [] : await colleaguesFor(desk, queue?.id ?? one.queue);
  const assignee = able.find(({ id }) => id === wanted) ?? null;
  if (wanted !== undefined && assignee === null) return NO_AGENT;
  return transferCase(desk, deed, { queue: queue?.id ?? null, assignee, text });
}

const REFUSALS: Readonly<Record<Refused, Refusal>> = {
  absent: NO_CASE,
  stale: {
    status: 409,
    code: 'case_changed',
    message: 'the case has changed since it was loaded: load it again and look before doing this',
  },
  held: {
    status: 409,
    code: 'held_by_another',
    message: 'a colleague holds this case: ask, or wait for the lease',
  },
  'not-held': { status: 409, code: 'not_held', message: 'take the case first' },
  over: { status: 409, code: 'case_over', message: 'the case is closed' },
};
const NO_CAUSE: Refusal = { status: 400, code: 'no_such_cause', message: '"cause" is not the id of a cause' };
const NO_QUEUE: Refusal = { status: 400, code: 'no_such_queue', message: '"queue" is not the id of a queue' };
const NO_AGENT: Refusal = {
  status: 400,
  code: 'no_such_agent',
  message: '"assignee" is not the id of an agent who may see this queue',
};
