import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { z } from 'zod';
import type { Database } from './engine/database.ts';

const integrity = z.object({ integrity_check: z.string() });

/** Writes what the embedded store holds at this moment into a file that must not exist yet, also while a server
 * uses the store; whole and checked, or not at all. */
export async function backUp(database: Database, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already: name a new file`);
  const draft = `${file}.${randomUUID()}`;
  try {
    await database.query('vacuum into ?', [draft]);
    chmodSync(draft, 0o600);
    check(draft);
    sync(draft);
    renameSync(draft, file);
    sync(path.dirname(file));
  } finally {
    rmSync(draft, { force: true });
  }
}

function check(file: string): void {
  const connection = new DatabaseSync(file);
  const result = integrity.parse(connection.prepare('pragma integrity_check').get());
  connection.close();
  if (result.integrity_check !== 'ok') throw new Error(`the backup is damaged: ${result.integrity_check}`);
}

function sync(place: string): void {
  const handle = openSync(place, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
