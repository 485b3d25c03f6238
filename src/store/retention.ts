import { z } from 'zod';
import type { Database, Sql } from './engine/database.ts';
import { audit } from './staff/audit.ts';
import type { Retention } from './store.ts';

const idRow = z.object({ id: z.string() });

/** Forgetting in a database. */
export function retentionIn(database: Database): Retention {
  return {
    erase: async (id, at) => {
      const gone = await database.transaction((sql) => erase(sql, id, at));
      if (gone) await database.scrub();
      return gone;
    },
    purge: async (before, limit) => {
      const count = await database.transaction((sql) => purge(sql, before, limit));
      if (count > 0) await database.scrub();
      return count;
    },
  };
}

async function purge(sql: Sql, before: number, limit: number): Promise<number> {
  const rows = await sql(
    `select id from conversations where updated_at < ? and not exists (
        select 1 from cases where conversation_id = conversations.id and status not in ('solved','closed'))
      order by updated_at limit ?`,
    [before, limit],
  );
  for (const row of rows) {
    await remove(sql, idRow.parse(row).id);
  }
  await sql(
    `delete from jobs where id in (
      select id from jobs where state in ('done','dead') and done_at < ? order by done_at limit ?)`,
    [before, limit],
  );
  return rows.length;
}

async function erase(sql: Sql, id: string, at: number): Promise<boolean> {
  // The unconditional update takes the row's lock: whoever answers this conversation comes before or after.
  const rows = await sql('update conversations set updated_at = updated_at where id = ? returning id', [id]);
  if (rows.length === 0) return false;
  await remove(sql, id);
  await sql('delete from jobs where payload like ?', [`%"conversationId":"${id}"%`]);
  await audit(sql, [{ actor: 'merchant', action: 'erased', entity: 'conversation', entityId: id }], at);
  return true;
}

async function remove(sql: Sql, id: string): Promise<void> {
  await sql('delete from messages where conversation_id = ?', [id]);
  for (const table of ['case_events', 'seat_notes', 'case_cards']) {
    await sql(`delete from ${table} where case_id in (select id from cases where conversation_id = ?)`, [id]);
  }
  for (const table of ['channel_replies', 'channel_identities', 'links']) {
    await sql(`delete from ${table} where conversation_id = ?`, [id]);
  }
  await sql('delete from cases where conversation_id = ?', [id]);
  await sql('delete from conversations where id = ?', [id]);
}
