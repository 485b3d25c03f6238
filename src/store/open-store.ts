import { conversationsIn } from './conversations.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import type { Store } from './store.ts';

/** The store over a database engine, its schema brought up to date. */
export async function openStore(database: Database, now: number): Promise<Store> {
  await migrate(database, now);
  return {
    conversations: conversationsIn(database),
    ready: async () => {
      await database.query('select 1 as one');
    },
    close: () => database.close(),
  };
}
