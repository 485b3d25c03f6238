import type { Sql } from './database.ts';
import { newId } from './new-id.ts';

/** Something that has to be told later: who did what to which thing. Without personal data. */
export interface Audited {
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly detail?: unknown;
}

/** Adds to the audit within a transaction. */
export async function audit(sql: Sql, entries: readonly Audited[], at: number): Promise<void> {
  for (const { actor, action, entity, entityId, detail } of entries) {
    await sql(
      'insert into audit(id, at, actor, action, entity, entity_id, detail) values(?, ?, ?, ?, ?, ?, ?)',
      [newId(at), at, actor, action, entity, entityId, detail === undefined ? null : JSON.stringify(detail)],
    );
  }
}
