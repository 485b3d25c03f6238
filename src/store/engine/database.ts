/** What a column can hold. Times are epoch ms, structured values JSON text. */
export type Value = string | number | null;

/** A result row: column name → value. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement with `?` placeholders and gives its rows (of RETURNING too). The text stays in the subset
 * that SQLite and PostgreSQL share. */
export type Sql = (text: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/** The few words in which the engines differ. */
export interface Dialect {
  readonly name: 'embedded' | 'postgresql';
  /** ends a SELECT that locks its row until the transaction ends */
  readonly rowLock: string;
  /** ends a SELECT that passes over rows which another transaction holds */
  readonly skipLocked: string;
  /** statements that keep other processes from changing the schema until the transaction ends; none where every
   * transaction does */
  readonly schemaLock: readonly string[];
}

/** The adapter of one database engine. */
export interface Database {
  readonly dialect: Dialect;
  /** Runs a statement on its own. */
  readonly query: Sql;
  /** Runs the statements of `work` together or, where it throws, not at all. Durable when it resolves. `work` may
   * be run again, so it does nothing but statements. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Tells the other processes on this database that these conversations have news. May be lost. */
  announce(ids: readonly string[]): Promise<void>;
  /** Takes what was deleted out of the engine's log too, as far as it lets one. */
  scrub(): Promise<void>;
  /** Calls back with what other processes announce; null: anything may have changed. Until the returned function
   * is called. */
  watch(heard: (ids: readonly string[] | null) => void): () => void;
  close(): Promise<void>;
}

/** The engine failed: disk full, file locked or read-only, connection lost. Nothing of the transaction was kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Runs a call of an engine and turns its fault into a StoreError. */
export async function engineCall<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw storeError(error);
  }
}

/** An engine's fault as a StoreError; its own stays the cause. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(error instanceof Error ? error.message : String(error), { cause: error });
}

/** A value that every engine keeps as it is: PostgreSQL has no U+0000, UTF-8 no halves of surrogate pairs. What
 * passed the door has none; this is for ids in look-ups, which then find nothing. */
export function keepable(value: Value): Value {
  if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return value;
  return value.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
