import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
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

const dataVersion = z.object({ data_version: z.number() });

/** What SQLite calls a database that another connection holds. */
const BUSY = 5;

/** Opens the embedded engine on DIR/daozhang.db, or in memory where no directory is given. Every acknowledged
 * transaction survives a power cut, and several processes may share the file. Throws where the directory cannot
 * be made or written. */
export function embeddedDatabase(directory: string | null): Database {
  if (directory !== null) makePrivate(directory);
  const file = directory === null ? ':memory:' : path.join(directory, FILE);
  const connection = engine(() => new DatabaseSync(file, { timeout: BUSY_MS }));
  engine(() => {
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
      connection.exec(`pragma ${pragma}`);
    }
  });
  return onConnection(connection, directory !== null);
}

// Of two processes that open a new file together one is told at once that it is busy: the switch does not wait for
// its turn as everything else does.
function toWriteAheadLog(connection: DatabaseSyncInstance): void {
  const end = Date.now() + BUSY_MS;
  for (;;) {
    try {
      connection.exec('pragma journal_mode=wal');
      return;
    } catch (error) {
      const busy = error instanceof Error && 'errcode' in error && error.errcode === BUSY;
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

/** Runs a prepared statement and gives its rows. */
type Prepared = (values: readonly Value[]) => readonly Row[];

function prepare(connection: DatabaseSyncInstance, text: string): Prepared {
  const statement = connection.prepare(text);
  if (statement.columns().length > 0) return (values) => statement.all(...values.map(keepable));
  return (values) => {
    statement.run(...values.map(keepable));
    return [];
  };
}

function onConnection(connection: DatabaseSyncInstance, shared: boolean): Database {
  const statements = new Map<string, Prepared>();
  const prepared = (text: string): Prepared => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const made = prepare(connection, text);
    statements.set(text, made);
    return made;
  };
  const run: Sql = async (text, values = []) => engine(() => prepared(text)(values));
  const exec = (text: string) => {
    engine(() => connection.exec(text));
  };
  const group = groupCommit({ run, exec, inTransaction: () => connection.isTransaction });
  return {
    dialect: DIALECT,
    query: (text, values) => group.statement(() => run(text, values)),
    transaction: (work) => group.transaction(work),
    // Other processes see the change of the file itself.
    announce: async () => {},
    scrub: () => group.statement(async () => exec('pragma wal_checkpoint(truncate)')),
    watch: (heard) => (shared ? watch(connection, heard) : () => {}),
    close: () =>
      group.statement(async () => {
        statements.clear();
        connection.close();
      }),
  };
}

function watch(connection: DatabaseSyncInstance, heard: (ids: null) => void): () => void {
  const version = connection.prepare('pragma data_version');
  const present = () => dataVersion.parse(version.get()).data_version;
  let seen = present();
  const timer = setInterval(() => {
    if (!connection.isOpen) return;
    const now = present();
    if (now !== seen) heard(null);
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
