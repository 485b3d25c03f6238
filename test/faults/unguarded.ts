import type { Database, Sql } from '../../src/store/engine/database.ts';

/** What keeps two processes from answering the same message, and what stands there without it. */
const GUARDS: readonly (readonly [string, string])[] = [
  [
    'where id = ? and version = ? and lease_owner = ?',
    'where id = ? and (version = ? or lease_owner = ? or 1 = 1)',
  ],
  [
    'lease_owner = case when (lease_until <= ? or lease_until > ?) then',
    'lease_owner = case when (lease_until <= ? or lease_until > ? or 1 = 1) then',
  ],
];

/** The negative control: a database on which nobody holds a lease, no commit checks the version and no transaction holds
 * its statements together. What the storm finds there it would find in a store that is wrong. */
export function unguarded(database: Database): Database {
  const open =
    (sql: Sql): Sql =>
    (text, values) =>
      sql(
        GUARDS.reduce((present, [guard, none]) => present.replace(guard, none), text),
        values,
      );
  return {
    ...database,
    query: open(database.query),
    transaction: (work) => work(open(database.query)),
  };
}
