/** What a column can hold. Times are epoch ms, structured values JSON text. */
export type Value = string | number | null;

/** A result row: column name → value. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement with `?` placeholders and gives its rows (of RETURNING too). The text stays in the subset
 * that SQLite and PostgreSQL share. */
export type Sql = (text: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/** The adapter of one database engine. */
export interface Database {
  /** Runs a statement on its own. */
  readonly query: Sql;
  /** Runs the statements of `work` together or, where it throws, not at all. Durable when it resolves. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The engine failed: disk full, file locked or read-only, connection lost. Nothing of the transaction was kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
