import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Sql } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

const appliedSchema = z.array(z.object({ id: z.number(), checksum: z.string() }));

/** Brings the schema up to date in one transaction. Throws where the database is newer than this program, or
 * was changed by a migration that is not ours. */
export async function migrate(
  database: Database,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql(
      'create table if not exists schema_migrations(id bigint primary key, checksum text not null, at bigint not null)',
    );
    const applied = appliedSchema.parse(await sql('select id, checksum from schema_migrations order by id'));
    refuseStrange(applied, migrations);
    for (const migration of migrations) {
      if (!applied.some((one) => one.id === migration.id)) await apply(sql, migration, now);
    }
  });
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

async function apply(sql: Sql, migration: Migration, now: number): Promise<void> {
  for (const statement of migration.statements) await sql(statement);
  const values = [migration.id, checksumOf(migration), now];
  await sql('insert into schema_migrations(id, checksum, at) values(?, ?, ?)', values);
}

function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.statements.join(';\n')).digest('hex');
}
