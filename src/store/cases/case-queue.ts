import { z } from 'zod';
import type { Database, Row, Value } from '../engine/database.ts';
import { CASE_STATUSES, type CaseFilter, type CaseQueue, type CaseStatus, type ClosedCase } from './case.ts';
import { CASE_COLUMNS, CASE_TABLES, queuedOf } from './case-rows.ts';

const ORDERS: Readonly<Record<CaseFilter['sort'], string>> = {
  urgent: 'c.priority, c.due_at, c.id',
  due: 'c.due_at, c.id',
  newest: 'c.opened_at desc, c.id desc',
  oldest: 'c.opened_at, c.id',
};
const countRow = z.object({ n: z.number() });
const tallyRow = z.object({ queue: z.string(), status: z.enum(CASE_STATUSES), n: z.number() });
const alikeRow = z
  .object({
    id: z.string(),
    number: z.string(),
    true_cause: z.string(),
    solution: z.string().nullable(),
    closed_at: z.number(),
  })
  .transform(
    ({ true_cause, closed_at, solution, ...same }): ClosedCase => ({
      ...same,
      cause: true_cause,
      solution: solution ?? '',
      closedAt: closed_at,
    }),
  );

/** The queue of a database. */
export function caseQueueIn(database: Database): CaseQueue {
  const { query } = database;
  return {
    list: async (filter) => {
      const { where, values } = conditions(filter);
      // First the page, then what is shown of it: the last lines are looked up for its rows only.
      const rows = await query(
        `with page as materialized (
            select c.id from cases c where ${where} order by ${ORDERS[filter.sort]} limit ? offset ?)
          select ${CASE_COLUMNS}, m.sender as last_from, m.body as last_text, m.at as last_at
            from ${CASE_TABLES}
            left join messages m on m.conversation_id = v.id and m.seq = v.last_seq
            where c.id in (select id from page) order by ${ORDERS[filter.sort]}`,
        [...values, filter.limit, filter.offset],
      );
      return rows.map(queuedOf);
    },
    count: async (filter, atMost) => {
      const { where, values } = conditions(filter);
      const [row] = await query(
        `select count(*) as n from (select 1 as one from cases c where ${where} limit ?) counted`,
        [...values, atMost],
      );
      return countRow.parse(row).n;
    },
    tally: async (queues) => {
      const rows = await query(
        `select queue, status, count(*) as n from cases c where c.tenant = 'default' and ${inList('c.queue', queues)}
          group by queue, status`,
        queues,
      );
      return tallied(rows);
    },
    ahead: async ({ id, queue, priority, dueAt }) => {
      const [row] = await query(
        `select count(*) as n from cases c where c.tenant = 'default' and c.status = 'waiting' and c.queue = ?
          and (c.priority, c.due_at, c.id) < (?, ?, ?)`,
        [queue, priority, dueAt, id],
      );
      return countRow.parse(row).n;
    },
    alike: async ({ id, issue, cause }, limit) => {
      const rows = await query(
        `select id, number, true_cause, solution, closed_at from cases
          where issue = ? and true_cause is not null and closed_at is not null and id <> ?
          order by case when true_cause = ? then 0 else 1 end, closed_at desc limit ?`,
        [issue, id, cause, limit],
      );
      return rows.map((row) => alikeRow.parse(row));
    },
  };
}

function tallied(rows: readonly Row[]): Record<string, Partial<Record<CaseStatus, number>>> {
  const counts: Record<string, Partial<Record<CaseStatus, number>>> = {};
  for (const row of rows) {
    const { queue, status, n } = tallyRow.parse(row);
    counts[queue] = { ...counts[queue], [status]: n };
  }
  return counts;
}

interface Where {
  readonly where: string;
  readonly values: readonly Value[];
}

function conditions({ statuses, queues, assignee, search }: CaseFilter): Where {
  const parts: (readonly [string, readonly Value[]])[] = [
    ["c.tenant = 'default'", []],
    [inList('c.status', statuses), statuses],
    [inList('c.queue', queues), queues],
  ];
  if (assignee === null) parts.push(['c.assignee is null', []]);
  if (typeof assignee === 'string') parts.push(['c.assignee = ?', [assignee]]);
  if (search !== undefined) parts.push(searchFor(search));
  return { where: parts.map(([text]) => text).join(' and '), values: parts.flatMap(([, values]) => values) };
}

function searchFor(search: string): readonly [string, readonly Value[]] {
  if (/^c?\d{4,}$/i.test(search)) return ['c.number = ?', [`C${search.replace(/^c/i, '')}`]];
  const words = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return [
    `exists (select 1 from messages m where m.conversation_id = c.conversation_id and m.sender <> 'bot'
        and m.body like ? escape '\\')`,
    [words],
  ];
}

function inList(column: string, values: readonly unknown[]): string {
  return values.length === 0 ? '1 = 0' : `${column} in (${values.map(() => '?').join(', ')})`;
}
