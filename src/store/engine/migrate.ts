import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Dialect, Sql } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

const appliedSchema = z.array(z.object({ id: z.number(), checksum: z.string() }));

/** Brings the schema up to date in one transaction. Throws where the database is newer than this program, or
 * was changed by a migration that is not ours. */
export async function migrate(
  database: Database,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const { schemaLock, name } = database.dialect;
  await database.transaction(async (sql) => {
    for (const statement of schemaLock) await sql(statement);
    await sql(
      'create table if not exists schema_migrations(id bigint primary key, checksum text not null, at bigint not null)',
    );
    const applied = appliedSchema.parse(await sql('select id, checksum from schema_migrations order by id'));
    refuseStrange(applied, migrations);
    for (const migration of migrations) {
      if (!applied.some((one) => one.id === migration.id)) await apply(sql, migration, { name, now });
    }
  });
}

/** Looks whether a database that may not be written to has this program's schema. Throws where it has another one.
 * False: it has none. */
export async function hasSchema(database: Database): Promise<boolean> {
  const columns = "select 1 as one from information_schema.tables where table_name = 'schema_migrations'";
  const [table] = await database.query(`${columns} and table_schema = any(current_schemas(false))`);
  if (table === undefined) return false;
  const rows = await database.query('select id, checksum from schema_migrations order by id');
  const applied = appliedSchema.parse(rows);
  refuseStrange(applied, MIGRATIONS);
  if (applied.length === MIGRATIONS.length) return true;
  throw new Error(
    'the store was written by an earlier version: start the server of this one once, it brings it up to date',
  );
}

function refuseStrange(applied: z.infer<typeof appliedSchema>, migrations: readonly Migration[]): void {
  for (const { id, checksum } of applied) {
    const known = migrations.find((one) => one.id === id);
    if (known === undefined) {
      throw new Error(`the store was written by a newer version (schema ${id}): update daozhang first`);
    }
    if (checksumOf(known) !== checksum) {
      throw new Error(`the store's schema ${id} differs from this version's: was it made by another build?`);
    }
  }
}

async function apply(
  sql: Sql,
  migration: Migration,
  { name, now }: { readonly name: Dialect['name']; readonly now: number },
): Promise<void> {
  for (const statement of migration.statements) {
    for (const text of typeof statement === 'string' ? [statement] : statement[name]) await sql(text);
  }
  const values = [migration.id, checksumOf(migration), now];
  await sql('insert into schema_migrations(id, checksum, at) values(?, ?, ?)', values);
}

function checksumOf(migration: Migration): string {
  const texts = migration.statements.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return createHash('sha256').update(texts.join(';\n')).digest('hex');
}
