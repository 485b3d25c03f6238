import { z } from 'zod';
import { URGENCIES } from '../knowledge/cause.ts';
import { CASE_ACTIONS, CASE_STATUSES } from '../store/cases/case.ts';
import { choice, diagnosisSchema, instant, lineSchema } from './wire.ts';

// The agents' JSON API below /api/v1. Every list is best or newest first; instants are ISO 8601 with +08:00.
//
//   GET  /cases?status=&queue=&assignee=&search=&sort=&after=&limit=   caseListSchema
//   GET  /cases/events                                                caseHintSchema, as server-sent events
//   GET  /cases/{id}                                                  caseSchema
//   GET  /cases/{id}/agents                                           colleaguesSchema
//   POST /cases/{id}/take | reply | notes | return | transfer | facts | close | extend    the body in deed-wire.ts -> caseSchema
//   GET  /knowledge?q=                                                knowledgeSchema
//   GET  /report?since=&until=                                        reportSchema (report-wire.ts); /report.csv
//
// Every POST takes `id`, the caller's own name for the deed: the same again changes nothing and gives the case as it
// stands. Where it takes `version`, 409 says that the case has changed meanwhile: load it again.

/** What the queue can be ordered by. */
export const CASE_SORTS = ['urgent', 'newest', 'oldest', 'due'] as const;

/** A person behind the desk. */
export const agentSchema = z.object({ id: z.string(), name: z.string() });

/** A case as a line of the queue. */
export const caseSummarySchema = z.object({
  id: z.string(),
  number: z.string().describe('for people: "C10023"'),
  conversationId: z.string(),
  channel: z.string(),
  status: z.enum(CASE_STATUSES),
  queue: z.string(),
  queueName: z.string(),
  priority: z.int().min(0).max(4).describe('0 first: it waited longer than it should'),
  urgency: z.enum(URGENCIES).nullable(),
  issue: z.object({ id: z.string(), label: z.string() }).nullable(),
  cause: z.object({ id: z.string(), name: z.string(), probability: z.number() }).nullable(),
  amount: z.object({ value: z.string(), label: z.string() }).nullable().describe('money at risk'),
  assignee: agentSchema.nullable(),
  mine: z.boolean(),
  leaseUntil: instant.nullable().describe('after this others may take it over'),
  sla: z.object({
    dueAt: instant.describe('when a person has to have answered'),
    waitedMinutes: z.int().describe('of working hours, since it was opened, until the first human reply'),
    leftMinutes: z.int().describe('of working hours; negative where it is late'),
    state: z.enum(['met', 'running', 'soon', 'late']),
    firstReplyAt: instant.nullable(),
  }),
  lastLine: z.object({ from: z.string(), text: z.string(), at: instant }).nullable(),
  unread: z.int().describe("merchant's lines since the last of an agent"),
  openedAt: instant,
  updatedAt: instant,
  version: z.int(),
});

/** A page of the queue. */
export const caseListSchema = z.object({
  cases: z.array(caseSummarySchema),
  next: z.string().nullable().describe('`after` of the next page'),
  total: z.int().describe('cases that match, up to 10,000'),
  counts: z.record(z.enum(CASE_STATUSES), z.int()).describe('of the queues that the caller sees'),
  queues: z.array(z.object({ id: z.string(), name: z.string(), waiting: z.int() })),
  hours: z.object({
    open: z.boolean(),
    text: z.string().describe('service hours in words'),
    nextChange: instant.nullable(),
  }),
});

/** Query of the queue; a list is separated by commas. */
export const CASE_QUERY = {
  status: `of ${CASE_STATUSES.join(', ')}; several with commas; default: those not closed or solved`,
  queue: 'id of a queue',
  assignee: '"me", "none" or the id of an agent',
  search: 'a case number, or words of the transcript',
  sort: `one of ${CASE_SORTS.join(', ')}; default urgent`,
  after: '`next` of the page before',
  limit: '1 to 100; default 20',
} as const;

/** A value of a fact: an id of a choice, a code or an amount, or an interval of time. */
export const factValue = z.union([z.string(), z.object({ from: instant, to: instant })]);

const packetFact = z.object({
  slot: z.string(),
  name: z.string().describe('"卡种"'),
  value: factValue,
  label: z.string().describe('"储蓄卡"'),
  said: z.string().describe("the merchant's words; empty where it was chosen, inferred or set by an agent"),
  turn: z.int(),
  hedged: z.boolean(),
  by: z.enum(['merchant', 'agent']),
  choices: z
    .array(choice)
    .describe('what it can be changed to; empty for times, codes and amounts without bands'),
  kind: z.enum(['choice', 'time', 'code', 'amount', 'age']),
});

/** The facts packet: what is known when a person takes over. Nothing in it has to be asked again. */
export const packetSchema = z.object({
  issue: z.object({ id: z.string(), label: z.string() }).nullable(),
  facts: z.array(packetFact),
  diagnosis: diagnosisSchema
    .nullable()
    .describe('ranked causes with because and against, and what was advised'),
  advised: z.array(z.string()).describe('steps that the merchant was told, in order'),
  missing: z.array(
    z.object({
      slot: z.string(),
      name: z.string(),
      question: z.string(),
      kind: packetFact.shape.kind,
      choices: z.array(choice),
    }),
  ),
  confirmed: z.boolean().describe('the merchant has seen it and corrected or confirmed it'),
});

const stopSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('known'), slot: z.string(), value: z.string() }),
  z.object({ type: z.literal('excluded'), cause: z.string() }),
  z.object({ type: z.literal('ask'), slot: z.string() }),
  z.object({ type: z.literal('reached'), cause: z.string(), byRule: z.boolean() }),
]);

/** What a suggested sentence is: a question still to be asked, the whole answer, or a part of it. */
const SUGGESTION_KINDS = ['question', 'answer', 'summary', 'due', 'step', 'wait', 'next'] as const;

/** One case with everything an agent needs. */
export const caseSchema = z.object({
  ...caseSummarySchema.shape,
  transcript: z.array(lineSchema),
  packet: packetSchema,
  path: z.object({ dialog: z.string().nullable(), title: z.string().nullable(), stops: z.array(stopSchema) }),
  suggestions: z
    .array(z.object({ kind: z.enum(SUGGESTION_KINDS), title: z.string(), text: z.string() }))
    .describe('reviewed sentences'),
  similar: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      cause: z.string(),
      solution: z.string(),
      closedAt: instant,
    }),
  ),
  notes: z.array(z.object({ id: z.string(), by: agentSchema, text: z.string(), at: instant })),
  history: z.array(
    z.object({
      at: instant,
      actor: z.string().describe('name; "bot" and "machine" are no people'),
      action: z.enum(CASE_ACTIONS),
      detail: z.string().describe('in words: what was put right, to whom it was passed and why'),
    }),
  ),
  outcome: z
    .object({
      cause: z.object({ id: z.string(), name: z.string() }).nullable(),
      text: z.string(),
      confirmed: z.boolean().describe('the merchant said that the money came'),
      at: instant,
    })
    .nullable(),
  may: z.object({
    take: z.boolean(),
    reply: z.boolean(),
    return: z.boolean(),
    transfer: z.boolean(),
    correct: z.boolean(),
    close: z.boolean(),
  }),
});

/** 422 on a reply, code `doubtful_text`: what in it no verified contact holds. */
export const doubtfulSchema = z.object({
  error: z.object({ code: z.literal('doubtful_text'), message: z.string() }),
  warnings: z.array(
    z.object({
      kind: z.enum(['phone', 'link', 'promise', 'asks_secret', 'advertising']),
      words: z.string(),
      text: z.string().describe('for the agent, in Chinese'),
    }),
  ),
});

/** Whom a case can be passed on to. */
export const colleaguesSchema = z.object({ agents: z.array(agentSchema) });

/** An event of /cases/events: something changed; load what is shown. `case` null: anything may have. */
export const caseHintSchema = z.object({ case: z.string().nullable(), conversation: z.string().nullable() });

/** What an agent looked up. */
export const knowledgeSchema = z.object({
  found: z.array(
    z.object({
      kind: z.enum(['cause', 'code', 'article', 'contact', 'payout']),
      id: z.string(),
      title: z.string(),
      text: z.string(),
      steps: z.array(z.string()),
      phone: z.string().nullable(),
      verifiedOn: z.string().nullable(),
    }),
  ),
});
