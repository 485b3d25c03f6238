import { z } from 'zod';
import { URGENCIES } from '../../knowledge/cause.ts';
import type { Row } from '../engine/database.ts';
import { CASE_ACTIONS, CASE_STATUSES, type Case, type CaseEvent, type QueuedCase } from './case.ts';

/** The columns of a case; the tables are `cases c` and `conversations v`. */
export const CASE_COLUMNS = `c.id, c.number, c.conversation_id, v.channel, c.status, c.queue, c.priority, c.urgency,
  c.issue, c.cause, c.probability, c.amount, c.assignee, c.assignee_name, c.lease_until, c.due_at,
  c.first_reply_at, c.escalated_at, c.unread, c.true_cause, c.solution, c.confirmed, c.version, c.opened_at,
  c.updated_at, c.closed_at`;

/** Where they come from. */
export const CASE_TABLES = 'cases c join conversations v on v.id = c.conversation_id';

const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  conversation_id: z.string(),
  channel: z.string(),
  status: z.enum(CASE_STATUSES),
  queue: z.string(),
  priority: z.number(),
  urgency: z.enum(URGENCIES).nullable(),
  issue: z.string().nullable(),
  cause: z.string().nullable(),
  probability: z.number().nullable(),
  amount: z.string().nullable(),
  assignee: z.string().nullable(),
  assignee_name: z.string().nullable(),
  lease_until: z.number(),
  due_at: z.number(),
  first_reply_at: z.number().nullable(),
  escalated_at: z.number().nullable(),
  unread: z.number(),
  true_cause: z.string().nullable(),
  solution: z.string().nullable(),
  confirmed: z.number(),
  version: z.number(),
  opened_at: z.number(),
  updated_at: z.number(),
  closed_at: z.number().nullable(),
});

/** A row with CASE_COLUMNS. */
export function caseOf(row: Row): Case {
  const one = caseRow.parse(row);
  return {
    id: one.id,
    number: one.number,
    conversationId: one.conversation_id,
    channel: one.channel,
    status: one.status,
    queue: one.queue,
    priority: one.priority,
    urgency: one.urgency,
    issue: one.issue,
    cause: one.cause,
    probability: one.probability,
    amount: one.amount,
    assignee: one.assignee === null ? null : { id: one.assignee, name: one.assignee_name ?? one.assignee },
    leaseUntil: one.lease_until,
    dueAt: one.due_at,
    firstReplyAt: one.first_reply_at,
    escalatedAt: one.escalated_at,
    unread: one.unread,
    trueCause: one.true_cause,
    solution: one.solution,
    confirmed: one.confirmed === 1,
    version: one.version,
    openedAt: one.opened_at,
    updatedAt: one.updated_at,
    closedAt: one.closed_at,
  };
}

const lastRow = z.object({
  last_from: z.string().nullable(),
  last_text: z.string().nullable(),
  last_at: z.number().nullable(),
});

/** A row with CASE_COLUMNS and the last line. */
export function queuedOf(row: Row): QueuedCase {
  const { last_from, last_text, last_at } = lastRow.parse(row);
  const said = last_from !== null && last_text !== null && last_at !== null;
  return { ...caseOf(row), lastLine: said ? { from: last_from, text: last_text, at: last_at } : null };
}

const eventRow = z.object({
  deed: z.string(),
  at: z.number(),
  actor: z.string(),
  actor_name: z.string(),
  action: z.enum(CASE_ACTIONS),
  detail: z.string(),
});

/** A row of table case_events. */
export function eventOf(row: Row): CaseEvent {
  const { deed, at, actor, actor_name, action, detail } = eventRow.parse(row);
  return { deed, at, actor: { id: actor, name: actor_name }, action, detail };
}
