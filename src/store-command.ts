import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Exit, Io } from './io.ts';
import { backUp } from './store/backup.ts';
import { copyStore } from './store/copy.ts';
import type { Database } from './store/engine/database.ts';
import { embeddedDatabase, embeddedFile } from './store/engine/embedded.ts';
import { migrate } from './store/engine/migrate.ts';
import { postgresDatabase } from './store/engine/postgres.ts';

const address = z.url({ protocol: /^postgres(ql)?$/ });

/** `daozhang store backup FILE`: the embedded store as it is now, also while a server uses it. */
export async function backupCommand(file: string, data: string, io: Io): Promise<Exit> {
  return onEmbedded(data, io, async (database) => {
    await backUp(database, file);
    io.out(`${file} holds all of ${data}\n`);
  });
}

/** `daozhang store copy --to URL`: the embedded store into an empty PostgreSQL, verified. */
export async function copyCommand(to: string, data: string, io: Io): Promise<Exit> {
  if (!address.safeParse(to).success) {
    io.err('daozhang store: --to needs an address like postgresql://user:password@host:5432/daozhang');
    return 2;
  }
  return onEmbedded(data, io, async (source) => {
    const target = await postgresDatabase(to);
    try {
      await migrate(source, Date.now());
      await migrate(target, Date.now());
      for (const { table, rows, hash } of await copyStore(source, target)) {
        io.out(`${table.padEnd(14)} ${String(rows).padStart(9)} rows  sha256 ${hash.slice(0, 16)}  equal\n`);
      }
    } finally {
      await target.close();
    }
  });
}

async function onEmbedded(data: string, io: Io, work: (database: Database) => Promise<void>): Promise<Exit> {
  if (!existsSync(embeddedFile(data))) {
    io.err(`daozhang store: there is no store in ${data}: name its folder with --data`);
    return 1;
  }
  const database = embeddedDatabase(data);
  try {
    await work(database);
    return 0;
  } catch (error) {
    io.err(`daozhang store: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await database.close();
  }
}
