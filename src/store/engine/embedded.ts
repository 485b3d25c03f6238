import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { z } from 'zod';
import {
  type Database,
  type Dialect,
  keepable,
  type Row,
  type Sql,
  storeError,
  type Value,
} from './database.ts';
import { groupCommit } from './group-commit.ts';

const BUSY_MS = 10_000;
const SWITCH_MS = 20;
const WATCH_MS = 100;
const FILE = 'daozhang.db';
const DIALECT: Dialect = { name: 'embedded', rowLock: '', skipLocked: '', schemaLock: [] };

const dataVersion = z.array(z.object({ data_version: z.number() }));

/** Opens the embedded engine on DIR/daozhang.db, or in memory where no directory is given. Every acknowledged
 * transaction survives a power cut, and several processes may share the file. Throws where the directory cannot
 * be made or written. */
export function embeddedDatabase(directory: string | null): Database {
  if (directory !== null) makePrivate(directory);
  const file = directory === null ? ':memory:' : path.join(directory, FILE);
  const connection = engine(() => new Libsql(file, { timeout: BUSY_MS }));
  engine(() => {
    connection.pragma(`busy_timeout=${BUSY_MS}`);
    toWriteAheadLog(connection);
    for (const pragma of [
      'synchronous=full',
      'foreign_keys=on',
      // What is deleted is overwritten: an erased talk is not to be found in the file.
      'secure_delete=on',
      'journal_size_limit=67108864',
      // Pages that are written again and again, as those of talks under way, go to the file once in a while only.
      'wal_autocheckpoint=4000',
    ]) {
      connection.pragma(pragma);
    }
  });
  return onConnection(connection, directory !== null);
}

// Of two processes that open a new file together one is told at once that it is busy: the switch does not wait for
// its turn as everything else does.
function toWriteAheadLog(connection: Libsql.Database): void {
  const end = Date.now() + BUSY_MS;
  for (;;) {
    try {
      connection.pragma('journal_mode=wal');
      return;
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!busy || Date.now() >= end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SWITCH_MS);
    }
  }
}

/** The file in which an embedded store is kept. */
export function embeddedFile(directory: string): string {
  return path.join(directory, FILE);
}

// The folder may have been made by hand; what merchants wrote is nobody else's.
function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(directory);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(directory, 0o700);
  // SQLite opens a store on a read-only disk and fails at the first message only.
  accessSync(directory, constants.W_OK);
}

/** A prepared statement, and the names of what it gives; null where it gives no rows. */
interface Prepared {
  readonly statement: Libsql.Statement<unknown[]>;
  readonly columns: readonly string[] | null;
}

function prepare(connection: Libsql.Database, text: string): Prepared {
  const statement = connection.prepare(text);
  if (!statement.reader) return { statement, columns: null };
  const columns = statement.columns().map(({ name }) => name);
  return { statement: statement.raw(true), columns };
}

function rowsOf({ statement, columns }: Prepared, values: readonly Value[]): readonly Row[] {
  if (columns === null) {
    statement.run(values.map(keepable));
    return [];
  }
  const rows: readonly unknown[] = statement.all(values.map(keepable));
  return rows.map((row) => named(columns, row));
}

function named(columns: readonly string[], row: unknown): Row {
  if (!Array.isArray(row)) throw new Error('the engine gave something else than a row');
  const named: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i++) named[columns[i] ?? ''] = row[i];
  return named;
}

function onConnection(connection: Libsql.Database, shared: boolean): Database {
  const statements = new Map<string, Prepared>();
  const prepared = (text: string): Prepared => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const made = prepare(connection, text);
    statements.set(text, made);
    return made;
  };
  const run: Sql = async (text, values = []) => engine(() => rowsOf(prepared(text), values));
  const exec = (text: string) => {
    engine(() => connection.exec(text));
  };
  const group = groupCommit({ run, exec, inTransaction: () => connection.inTransaction });
  return {
    dialect: DIALECT,
    query: (text, values) => group.statement(() => run(text, values)),
    transaction: (work) => group.transaction(work),
    // Other processes see the change of the file itself.
    announce: async () => {},
    scrub: () =>
      group.statement(async () => {
        engine(() => connection.pragma('wal_checkpoint(truncate)'));
      }),
    watch: (heard) => (shared ? watch(connection, heard) : () => {}),
    close: () =>
      group.statement(async () => {
        statements.clear();
        connection.close();
      }),
  };
}

function watch(connection: Libsql.Database, heard: (ids: null) => void): () => void {
  const version = () => (connection.open ? dataVersion.parse(connection.pragma('data_version')) : []);
  let [seen] = version();
  const timer = setInterval(() => {
    const [now] = version();
    if (now?.data_version !== seen?.data_version) heard(null);
    seen = now;
  }, WATCH_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function engine<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}
