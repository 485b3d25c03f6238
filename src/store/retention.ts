import { z } from 'zod';
import type { Database, Sql } from './database.ts';
import type { Retention } from './store.ts';

const idRow = z.object({ id: z.string() });

/** Forgetting in a database. */
export function retentionIn(database: Database): Retention {
  return { purge: (before, limit) => database.transaction((sql) => purge(sql, before, limit)) };
}

async function purge(sql: Sql, before: number, limit: number): Promise<number> {
  const rows = await sql(
    `select id from conversations where updated_at < ? and not exists (
        select 1 from cases where conversation_id = conversations.id and status <> 'closed')
      order by updated_at limit ?`,
    [before, limit],
  );
  for (const row of rows) {
    const { id } = idRow.parse(row);
    await sql('delete from messages where conversation_id = ?', [id]);
    await sql('delete from cases where conversation_id = ?', [id]);
    await sql('delete from conversations where id = ?', [id]);
  }
  await sql(
    `delete from jobs where id in (
      select id from jobs where state in ('done','dead') and done_at < ? order by done_at limit ?)`,
    [before, limit],
  );
  return rows.length;
}
