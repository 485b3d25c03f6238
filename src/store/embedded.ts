import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { z } from 'zod';
import { type Database, type Row, type Sql, StoreError } from './database.ts';

const BUSY_MS = 10_000;
const rowSchema = z.record(z.string(), z.unknown());

/** Opens the embedded engine on DIR/daozhang.db, or in memory where no directory is given. Every acknowledged
 * transaction survives a power cut. Throws where the directory cannot be made or written. */
export function embeddedDatabase(directory: string | null): Database {
  if (directory !== null) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = directory === null ? ':memory:' : path.join(directory, 'daozhang.db');
  const connection = new Libsql(file, { timeout: BUSY_MS });
  for (const pragma of [
    'journal_mode=wal',
    'synchronous=full',
    'foreign_keys=on',
    `busy_timeout=${BUSY_MS}`,
  ]) {
    connection.pragma(pragma);
  }
  return onConnection(connection);
}

function onConnection(connection: Libsql.Database): Database {
  const statements = new Map<string, Libsql.Statement>();
  const inTurn = oneAtATime();
  const run: Sql = async (text, values = []) => {
    const rows = engine(() => {
      const statement = statements.get(text) ?? connection.prepare(text);
      statements.set(text, statement);
      return statement.all(values);
    });
    return rows.map((row): Row => rowSchema.parse(row));
  };
  return {
    query: (text, values) => inTurn(() => run(text, values)),
    transaction: (work) => inTurn(() => transact(connection, () => work(run))),
    close: () =>
      inTurn(async () => {
        statements.clear();
        connection.close();
      }),
  };
}

async function transact<T>(connection: Libsql.Database, work: () => Promise<T>): Promise<T> {
  engine(() => connection.exec('begin immediate'));
  try {
    const result = await work();
    engine(() => connection.exec('commit'));
    return result;
  } catch (error) {
    // After some faults (disk full) SQLite has rolled back already; a second rollback would hide the real error.
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}

function engine<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StoreError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

// One connection has one transaction: what comes meanwhile waits, in order.
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
