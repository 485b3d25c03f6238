import { z } from 'zod';
import { claim, giveBack } from './conversations.ts';
import type { Database } from './engine/database.ts';
import { free, freeAt } from './free-lease.ts';
import type { Backlog } from './store.ts';

const answerRow = z.object({ answer: z.string().nullable() });
const idRow = z.object({ id: z.string() });

/** What waits in a database. */
export function backlogIn(database: Database): Backlog {
  return {
    answer: async (conversationId, seq) => {
      const [row] = await database.query(
        'select answer from messages where conversation_id = ? and seq = ?',
        [conversationId, seq],
      );
      return row === undefined ? null : answerRow.parse(row).answer;
    },
    claim: (id, lease) => database.transaction((sql) => claim(sql, id, lease)),
    release: (id, owner) => database.transaction((sql) => giveBack(sql, id, owner)),
    overdue: async (now, limit) => {
      const rows = await database.query(
        `select distinct c.id from messages m join conversations c on c.id = m.conversation_id
          where m.sender = 'merchant' and m.handled_at is null and ${free('c.lease_until')} limit ?`,
        [...freeAt(now), limit],
      );
      return rows.map((row) => idRow.parse(row).id);
    },
  };
}
