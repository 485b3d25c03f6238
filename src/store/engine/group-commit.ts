import { type Sql, StoreError, storeError } from './database.ts';

/** What a group commit needs of a connection. */
export interface Connection {
  readonly run: Sql;
  exec(text: string): void;
  inTransaction(): boolean;
}

/** A piece of work that waits for its turn, and who waits for it. */
interface Waiting {
  /** runs inside the group's transaction, or outside of any */
  readonly alone: boolean;
  readonly work: (sql: Sql) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs work on one connection, in order: see `Database`. */
export interface GroupCommit {
  statement<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/** So many transactions share a commit at most: the first of them waits for the last. */
const GROUP = 64;

/** Lets all transactions that wait share one BEGIN..COMMIT and so one fsync.
 * None resolves before the commit is on disk. */
export function groupCommit(connection: Connection): GroupCommit {
  const queue: Waiting[] = [];
  let running = false;
  const pump = async () => {
    while (queue.length > 0) {
      // What the last commit released asks for more before the next group is closed.
      await new Promise(setImmediate);
      const batch = queue.splice(0, GROUP);
      for (const one of batch) if (one.alone) await runAlone(connection, one);
      await runGroup(
        connection,
        batch.filter((one) => !one.alone),
      );
    }
    running = false;
  };
  const enqueue = <T>(alone: boolean, work: (sql: Sql) => Promise<T>): Promise<T> => {
    let result: T;
    const done = new Promise<unknown>((resolve, reject) => {
      const kept = async (sql: Sql) => {
        result = await work(sql);
      };
      queue.push({ alone, work: kept, resolve, reject });
    });
    if (!running) {
      running = true;
      void pump();
    }
    return done.then(() => result);
  };
  return {
    statement: (work) => enqueue(true, work),
    transaction: (work) => enqueue(false, work),
  };
}

async function runAlone(connection: Connection, one: Waiting): Promise<void> {
  try {
    one.resolve(await one.work(connection.run));
  } catch (error) {
    one.reject(error);
  }
}

/** Runs a group as one transaction. Where one of its works fails all are undone and run again, each within a savepoint:
 * that costs two statements for each, and hardly ever happens. */
async function runGroup(connection: Connection, group: readonly Waiting[]): Promise<void> {
  if (group.length === 0) return;
  try {
    const done = (await runTogether(connection, group)) ?? (await runApart(connection, group));
    for (const one of done) one.resolve(undefined);
  } catch (error) {
    rollBack(connection);
    // Those that were rejected already stay so: a promise settles once.
    for (const one of group) one.reject(storeError(error));
  }
}

/** Null, and nothing kept, where a work failed. */
async function runTogether(
  connection: Connection,
  group: readonly Waiting[],
): Promise<readonly Waiting[] | null> {
  connection.exec('begin immediate');
  try {
    for (const one of group) await one.work(connection.run);
  } catch {
    rollBack(connection);
    return null;
  }
  connection.exec('commit');
  return group;
}

async function runApart(connection: Connection, group: readonly Waiting[]): Promise<readonly Waiting[]> {
  const done: Waiting[] = [];
  connection.exec('begin immediate');
  for (const one of group) {
    const failed = await runWithin(connection, one);
    if (failed === null) done.push(one);
    else one.reject(failed.error);
  }
  connection.exec('commit');
  return done;
}

async function runWithin(connection: Connection, one: Waiting): Promise<{ readonly error: unknown } | null> {
  connection.exec('savepoint work');
  try {
    await one.work(connection.run);
    connection.exec('release work');
    return null;
  } catch (error) {
    // After some faults (disk full) SQLite has rolled everything back already, the work of the others too.
    if (!connection.inTransaction()) throw new StoreError(storeError(error).message, { cause: error });
    connection.exec('rollback to work');
    connection.exec('release work');
    return { error };
  }
}

function rollBack(connection: Connection): void {
  if (connection.inTransaction()) connection.exec('rollback');
}
