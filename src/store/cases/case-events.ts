import type { Sql } from '../engine/database.ts';
import type { CaseEvent } from './case.ts';

/** Writes down what was done to a case within a transaction. False: it was there already. */
export async function addEvent(sql: Sql, caseId: string, event: CaseEvent): Promise<boolean> {
  const { deed, at, actor, action, detail } = event;
  const rows = await sql(
    `insert into case_events(case_id, deed, seq, at, actor, actor_name, action, detail)
      values(?, ?, (select count(*) from case_events where case_id = ?), ?, ?, ?, ?, ?)
      on conflict (case_id, deed) do nothing returning seq`,
    [caseId, deed, caseId, at, actor.id, actor.name, action, detail],
  );
  return rows.length > 0;
}
