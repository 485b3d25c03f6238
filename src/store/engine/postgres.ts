import pg from 'pg';
import { type Database, type Dialect, engineCall, keepable, type Sql, StoreError } from './database.ts';
import { watchPostgres } from './postgres-watch.ts';

/** The channel of LISTEN and NOTIFY. */
const CHANNEL = 'daozhang';
/** A notification holds less than 8,000 bytes: this many ids of 64 characters. */
const IDS_AT_ONCE = 100;
const CONNECT_MS = 5_000;
/** What a merchant waits for takes milliseconds; reports read page by page. */
const STATEMENT_MS = 10_000;
/** A database that says nothing for longer than that is gone, although nobody has told. */
const SILENCE_MS = 11_000;
/** Takes the limit from the transaction: to change a large table takes as long as it takes. */
const NO_LIMIT = 'set local statement_timeout = 0';
const DAY_MS = 86_400_000;
const OLDEST = 150_000;
/** serialization_failure, deadlock_detected: to be run again */
const AGAIN: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const TRIES = 3;
const INT8 = 20;
/** Whatever takes longer than this to be undone is undone by ending the connection. */
const ROLLBACK = { text: 'rollback', query_timeout: 1_000 };

const DIALECT: Dialect = {
  name: 'postgresql',
  rowLock: ' for update',
  skipLocked: ' for update skip locked',
  schemaLock: [NO_LIMIT, 'select pg_advisory_xact_lock(3978)'],
};

/** Connects to PostgreSQL >= 15. Rejects where it cannot be reached or is too old. `connections`: at most so many
 * at once, and one more for notifications. */
export async function postgresDatabase(url: string, connections = 10): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // Where we are lost to the database, what we had locked is to be free again.
    idle_in_transaction_session_timeout: STATEMENT_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
    application_name: 'daozhang',
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that breaks while it is idle is no fault of anybody's: the next call gets a new one. One that breaks
  // between two statements of a transaction fails the next statement, which tells of it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await refuseOld(pool).catch(async (error) => {
    await pool.end();
    throw error;
  });
  return onPool(pool, url);
}

async function refuseOld(pool: pg.Pool): Promise<void> {
  const { rows } = await engineCall(() =>
    pool.query("select current_setting('server_version_num')::int as version"),
  );
  if (rows[0].version < OLDEST) throw new StoreError('PostgreSQL 15 or newer is needed');
}

function onPool(pool: pg.Pool, url: string): Database {
  const named = namedStatements();
  const on = (client: pg.Pool | pg.PoolClient): Sql => {
    let limit = SILENCE_MS;
    return async (text, values = []) => {
      if (text === NO_LIMIT) limit = DAY_MS;
      const statement = { ...named(text), values: values.map(keepable), query_timeout: limit };
      return (await engineCall(() => client.query(statement))).rows;
    };
  };
  const me = `${process.pid}-${Math.random()}`;
  return {
    dialect: DIALECT,
    query: on(pool),
    transaction: (work) => again(() => transact(pool, on, work)),
    announce: async (ids) => {
      for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
        const news = JSON.stringify({ me, ids: ids.slice(i, i + IDS_AT_ONCE) });
        await engineCall(() => pool.query('select pg_notify($1, $2)', [CHANNEL, news]));
      }
    },
    // Old row versions go with (auto)vacuum, its write-ahead log with the next checkpoints.
    scrub: async () => {},
    watch: (heard) => watchPostgres({ url, channel: CHANNEL, me }, heard),
    close: () => engineCall(() => pool.end()),
  };
}

async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 1 || !(error instanceof StoreError) || !AGAIN.has(codeOf(error.cause))) throw error;
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

async function transact<T>(
  pool: pg.Pool,
  on: (client: pg.PoolClient) => Sql,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await engineCall(() => pool.connect());
  let broken = true;
  try {
    await engineCall(() => client.query('begin'));
    try {
      const result = await work(on(client));
      await engineCall(() => client.query('commit'));
      broken = false;
      return result;
    } catch (error) {
      broken = await client.query(ROLLBACK).then(
        () => false,
        () => true,
      );
      throw error;
    }
  } finally {
    client.release(broken);
  }
}

/** The same text is prepared once a connection: `?` as PostgreSQL numbers it, under a short name. */
function namedStatements(): (text: string) => { readonly name: string; readonly text: string } {
  const known = new Map<string, { readonly name: string; readonly text: string }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    let i = 0;
    const statement = { name: `s${known.size + 1}`, text: text.replace(/\?/g, () => `$${++i}`) };
    known.set(text, statement);
    return statement;
  };
}
