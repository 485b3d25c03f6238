import { z } from 'zod';
import { audit } from './audit.ts';
import type { Case, Cases, NewCase } from './case.ts';
import type { Database, Row, Sql } from './database.ts';
import { json } from './rows.ts';

const COLUMNS = 'id, conversation_id, status, priority, due_at, escalated_at, diagnosis, opened_at';

const caseRow = z.object({
  id: z.string(),
  conversation_id: z.string(),
  status: z.enum(['waiting', 'taken', 'closed']),
  priority: z.number(),
  due_at: z.number(),
  escalated_at: z.number().nullable(),
  diagnosis: json,
  opened_at: z.number(),
});

/** The cases of a database. */
export function casesIn(database: Database): Cases {
  return {
    find: async (id) => {
      const [row] = await database.query(`select ${COLUMNS} from cases where id = ?`, [id]);
      return row === undefined ? null : caseOf(row);
    },
    waiting: async (limit) => {
      const rows = await database.query(
        `select ${COLUMNS} from cases where tenant = 'default' and status = 'waiting'
          order by priority, due_at limit ?`,
        [limit],
      );
      return rows.map(caseOf);
    },
  };
}

function caseOf(row: Row): Case {
  const { conversation_id, due_at, escalated_at, opened_at, ...same } = caseRow.parse(row);
  return {
    ...same,
    conversationId: conversation_id,
    dueAt: due_at,
    escalatedAt: escalated_at,
    openedAt: opened_at,
  };
}

/** Opens a case within a transaction, unless the conversation has an open one. */
export async function openCase(sql: Sql, conversationId: string, one: NewCase): Promise<void> {
  const { id, priority, dueAt, diagnosis, openedAt } = one;
  const rows = await sql(
    `insert into cases(id, conversation_id, status, priority, due_at, diagnosis, opened_at, updated_at)
      values(?, ?, 'waiting', ?, ?, ?, ?, ?)
      on conflict (conversation_id) where status <> 'closed' do nothing returning id`,
    [id, conversationId, priority, dueAt, JSON.stringify(diagnosis), openedAt, openedAt],
  );
  if (rows.length === 0) return;
  await audit(sql, [{ actor: 'bot', action: 'opened', entity: 'case', entityId: id }], openedAt);
}

/** Raises a case to the top of the queue within a transaction, where nobody has taken it. */
export async function escalate(sql: Sql, id: string, at: number): Promise<void> {
  const rows = await sql(
    `update cases set priority = 0, escalated_at = ?, updated_at = ?, version = version + 1
      where id = ? and status = 'waiting' and escalated_at is null returning id`,
    [at, at, id],
  );
  if (rows.length === 0) return;
  await audit(sql, [{ actor: 'bot', action: 'escalated', entity: 'case', entityId: id }], at);
}
