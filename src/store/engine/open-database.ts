import type { Database } from './database.ts';
import { embeddedDatabase } from './embedded.ts';
import { postgresDatabase } from './postgres.ts';

/** Where the store is kept: a PostgreSQL, or else the embedded engine in a folder. */
export interface StorePlace {
  /** postgresql://... ; null: embedded */
  readonly databaseUrl: string | null;
  readonly data: string;
}

/** A place as an operator knows it: an address holds a password. */
export function storeName({ databaseUrl, data }: StorePlace): string {
  return databaseUrl === null ? data : 'the database of DATABASE_URL';
}

/** Opens the database of a place. */
export async function openDatabase({ databaseUrl, data }: StorePlace): Promise<Database> {
  return databaseUrl === null ? embeddedDatabase(data) : postgresDatabase(databaseUrl);
}
