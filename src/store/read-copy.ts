import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backUp } from './backup.ts';
import { conversationsIn } from './conversations.ts';
import { embeddedDatabase, embeddedFile } from './engine/embedded.ts';
import { hasSchema } from './engine/migrate.ts';
import type { StorePlace } from './engine/open-database.ts';
import { postgresDatabase } from './engine/postgres.ts';
import { openStore } from './open-store.ts';
import { recordsIn } from './records.ts';
import type { Store } from './store.ts';

/** What can be read of a store that is left as it is. */
export type StoreCopy = Pick<Store, 'conversations' | 'records' | 'close'>;

/** The talks of a store, read without changing anything of it: an embedded one is copied first, also while a server uses it, a
 * PostgreSQL is read in read-only transactions. Null where there is none. */
export async function readCopy({ databaseUrl, data }: StorePlace): Promise<StoreCopy | null> {
  if (databaseUrl !== null) return readPostgres(databaseUrl);
  return existsSync(embeddedFile(data)) ? readEmbedded(data) : null;
}

async function readPostgres(url: string): Promise<StoreCopy | null> {
  const address = new URL(url);
  const options = [address.searchParams.get('options') ?? '', '-c default_transaction_read_only=on'];
  address.searchParams.set('options', options.join(' ').trim());
  const database = await postgresDatabase(address.href);
  const found = await hasSchema(database).catch(async (error) => {
    await database.close();
    throw error;
  });
  if (!found) {
    await database.close();
    return null;
  }
  return {
    conversations: conversationsIn(database),
    records: recordsIn(database),
    close: () => database.close(),
  };
}

async function readEmbedded(data: string): Promise<StoreCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daozhang-copy-'));
  const source = embeddedDatabase(data);
  try {
    await backUp(source, embeddedFile(folder));
  } finally {
    await source.close();
  }
  const store = await openStore(embeddedDatabase(folder), Date.now());
  const close = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { conversations: store.conversations, records: store.records, close };
}
