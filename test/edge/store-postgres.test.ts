import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/database.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { MIGRATIONS } from '../../src/store/engine/migrations.ts';
import { postgresDatabase } from '../../src/store/engine/postgres.ts';
import { openStore } from '../../src/store/open-store.ts';
import { atOnceContract } from '../contracts/at-once.ts';
import { auditContract } from '../contracts/audit.ts';
import { casesContract } from '../contracts/cases.ts';
import { jobsContract } from '../contracts/jobs.ts';
import { outboxContract } from '../contracts/outbox.ts';
import { seatsContract } from '../contracts/seats.ts';
import { storeContract } from '../contracts/store.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';

const binaries = postgresBinaries();
let server: Postgres;

beforeAll(async () => {
  if (binaries !== null) server = await startPostgres(binaries);
}, 60_000);
afterAll(async () => server?.stop());

describe.skipIf(binaries === null)('PostgreSQL', () => {
  const fresh = async () => postgresDatabase(await server.fresh(), 5);

  storeContract('PostgreSQL', fresh);
  atOnceContract('PostgreSQL', fresh);
  jobsContract('PostgreSQL', fresh);
  casesContract('PostgreSQL', fresh);
  outboxContract('PostgreSQL', fresh);
  seatsContract('PostgreSQL', fresh);
  auditContract('PostgreSQL', fresh);

  test('is brought up to date once by processes that start together', async () => {
    const url = await server.fresh();
    const all = await Promise.all(Array.from({ length: 4 }, () => postgresDatabase(url, 2)));
    await Promise.all(all.map((database, i) => migrate(database, i)));
    const rows = await all[0]?.query('select id from schema_migrations order by id');
    expect(rows).toEqual(MIGRATIONS.map(({ id }) => ({ id })));
    await Promise.all(all.map((database) => database.close()));
  });

  test('of a newer program is refused', async () => {
    const url = await server.fresh();
    const database = await postgresDatabase(url);
    await migrate(database, 0, [...MIGRATIONS, { id: 999, statements: ['create table later(id text)'] }]);
    await expect(openStore(database, 0)).rejects.toThrow('written by a newer version (schema 999)');
  });

  test('never lets an audit entry be changed or deleted', async () => {
    const database = await fresh();
    await migrate(database, 0);
    await database.query(
      "insert into audit(id, at, actor, action, entity, entity_id) values('1', 0, 'a', 'b', 'c', 'd')",
    );
    await expect(database.query("update audit set actor = 'x'")).rejects.toThrow('append-only');
    await expect(database.query('delete from audit')).rejects.toThrow('append-only');
    await database.close();
  });

  test('tells other processes of news within moments, and again after it was restarted', async () => {
    const url = await server.fresh();
    const [one, two] = [await postgresDatabase(url), await postgresDatabase(url)];
    const heard: unknown[] = [];
    const own: unknown[] = [];
    const hush = [two.watch((ids) => heard.push(ids)), one.watch((ids) => own.push(ids))];
    await expect.poll(() => heard.length).toBe(1);
    const ids = Array.from({ length: 250 }, (_, i) => `${i}`.padStart(36, '-'));
    await one.announce(ids);
    await expect.poll(() => heard.slice(1).flat()).toEqual(ids);
    expect(own.every((news) => news === null)).toBe(true);
    await server.restart();
    await expect.poll(() => heard.at(-1), { timeout: 20_000 }).toBeNull();
    await one.announce(['after']);
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toEqual(['after']);
    // Whatever another program says there may be news.
    await one.query("select pg_notify('daozhang', 'nonsense')");
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toBeNull();
    for (const one of hush) one();
    await Promise.all([one.close(), two.close()]);
  });

  test('that ends a connection within a transaction fails that transaction alone', async () => {
    const database = await postgresDatabase(await server.fresh(), 1);
    const ending = database.transaction(async (sql) => {
      const [row] = await sql('select pg_backend_pid() as pid');
      await endBackend(await server.fresh(), Number(row?.pid));
      // The connection breaks while nothing is asked of it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql('select 1');
    });
    await expect(ending).rejects.toBeInstanceOf(StoreError);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  test('that cannot be reached is a fault of the store', async () => {
    await expect(postgresDatabase('postgresql://nobody@127.0.0.1:1/none')).rejects.toBeInstanceOf(StoreError);
  });
});

async function endBackend(url: string, pid: number): Promise<void> {
  const database = await postgresDatabase(url, 1);
  await database.query('select pg_terminate_backend(?)', [pid]);
  await database.close();
}
