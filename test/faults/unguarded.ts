import type { Database, Sql } from '../../src/store/engine/database.ts';

type Guards = readonly (readonly [string, string])[];

/** What keeps two processes from answering the same message, and what stands there without it. */
const GUARDS: Guards = [
  [
    'where id = ? and version = ? and lease_owner = ?',
    'where id = ? and (version = ? or lease_owner = ? or 1 = 1)',
  ],
  [
    'lease_owner = case when (lease_until <= ? or lease_until > ?) then',
    'lease_owner = case when (lease_until <= ? or lease_until > ? or 1 = 1) then',
  ],
];

/** By what a lease is void that a clock has made which was set back since. */
const CLOCK_GUARDS: Guards = [['or lease_until > ?)', 'or lease_until > ? + 1e15)']];

/** A database on which a lease ends when it says, whatever has become of the clock. */
export function trustingClocks(database: Database): Database {
  const open = without(CLOCK_GUARDS);
  return {
    ...database,
    query: open(database.query),
    transaction: (work) => database.transaction((sql) => work(open(sql))),
  };
}

/** The negative control: a database on which nobody holds a lease, no commit checks the version and no transaction holds
 * its statements together. What the storm finds there it would find in a store that is wrong. */
export function unguarded(database: Database): Database {
  const open = without(GUARDS);
  return {
    ...database,
    query: open(database.query),
    transaction: (work) => work(open(database.query)),
  };
}

function without(guards: Guards): (sql: Sql) => Sql {
  return (sql) => (text, values) =>
    sql(
      guards.reduce((present, [guard, none]) => present.replaceAll(guard, none), text),
      values,
    );
}
