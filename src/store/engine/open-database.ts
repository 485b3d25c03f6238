import type { Database } from './database.ts';
import { embeddedDatabase } from './embedded.ts';
import { postgresDatabase } from './postgres.ts';

/** Where the store is kept: a PostgreSQL, or else the embedded engine in a folder. */
export interface StorePlace {
  /** postgresql://... ; null: embedded */
  readonly databaseUrl: string | null;
  readonly data: string;
}

/** Opens the database of a place. */
export async function openDatabase({ databaseUrl, data }: StorePlace): Promise<Database> {
  return databaseUrl === null ? embeddedDatabase(data) : postgresDatabase(databaseUrl);
}
