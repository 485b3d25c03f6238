import type { Database } from '../engine/database.ts';
import type { Case, Cases } from './case.ts';
import { act } from './case-act.ts';
import { CASE_COLUMNS, CASE_TABLES, caseOf, eventOf } from './case-rows.ts';

/** The cases of a database. */
export function casesIn(database: Database): Cases {
  const one = async (where: string, value: string): Promise<Case | null> => {
    const [row] = await database.query(`select ${CASE_COLUMNS} from ${CASE_TABLES} where ${where}`, [value]);
    return row === undefined ? null : caseOf(row);
  };
  return {
    find: (id) => one('c.id = ?', id),
    numbered: (number) => one('c.number = ?', number),
    of: (conversationId) =>
      one('c.conversation_id = ? order by c.opened_at desc, c.id desc limit 1', conversationId),
    act: (deed) => act(database, deed),
    events: async (caseId) => {
      const rows = await database.query(
        'select deed, at, actor, actor_name, action, detail from case_events where case_id = ? order by seq',
        [caseId],
      );
      return rows.map(eventOf);
    },
  };
}
