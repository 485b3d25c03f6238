import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { postgresDatabase } from '../../src/store/engine/postgres.ts';
import { openStore } from '../../src/store/open-store.ts';
import { handle, inbound, leaseOf, openedStore } from '../contracts/store.ts';
import { PLACE } from '../support/advisor.ts';
import { newCase, news } from '../support/cases.ts';
import { silentIo } from '../support/io.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-store-command-'));
const binaries = postgresBinaries();
let server: Postgres;

beforeAll(async () => {
  if (binaries !== null) server = await startPostgres(binaries);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function run(...args: string[]) {
  const io = silentIo();
  const exit = await main(['store', ...args], PLACE, io);
  return { exit, out: io.written(), errors: io.errors };
}

/** The tables that hold anything of ours, by the database itself. */
async function tablesOf(data: string): Promise<readonly string[]> {
  const database = embeddedDatabase(data);
  const rows = await database.query("select name from sqlite_master where type = 'table' order by name");
  await database.close();
  return rows.map(({ name }) => String(name)).filter((name) => name !== 'schema_migrations');
}

/** A store in a folder with a talk of 700 lines, a case and a job, still open. */
async function filled(name: string) {
  const data = path.join(scratch, name);
  const store = await openedStore(embeddedDatabase(data));
  const ids = Array.from({ length: 350 }, (_, i) => `m${i}`);
  await Promise.all(ids.map((id) => store.conversations.accept(inbound(id, `𠮷 "${id}"`), leaseOf('a'))));
  const caseNews = news({ opens: newCase('k1') });
  const jobs = [{ kind: 'follow-up', key: 'f', payload: {}, runAt: 5 }];
  const seqs = ids.map((_, i) => i + 2);
  expect(await handle(store, seqs, 0, { caseNews, jobs })).toMatchObject({ type: 'kept', pending: [] });
  return { data, store, lines: await store.conversations.transcript('c1', 0) };
}

describe('daozhang store backup', () => {
  test('writes a whole store into one private file while a server uses it', async () => {
    const { data, store, lines } = await filled('backup');
    expect(await run('backup', path.join(scratch, 'no', 'such', 'folder'), '--data', data)).toMatchObject({
      exit: 1,
    });
    const folder = path.join(scratch, 'restored');
    mkdirSync(folder);
    const file = path.join(folder, 'daozhang.db');
    const [done] = await Promise.all([
      run('backup', file, '--data', data),
      store.conversations.accept(inbound('meanwhile'), leaseOf('a')),
    ]);
    expect(done).toMatchObject({ exit: 0, errors: [] });
    expect(statSync(file).mode & 0o077).toBe(0);
    expect((await run('backup', file, '--data', data)).errors.join()).toContain('exists already');
    const restored = await openStore(embeddedDatabase(folder), 0);
    expect((await restored.conversations.transcript('c1', 0)).slice(0, lines.length)).toEqual(lines);
    await restored.close();
    await store.close();
  });

  test('says that there is no store, and makes none', async () => {
    const data = path.join(scratch, 'nothing');
    const { exit, errors } = await run('backup', path.join(scratch, 'x.db'), '--data', data);
    expect([exit, errors.length]).toEqual([1, 1]);
    expect(errors[0]).toContain('there is no store');
    expect(existsSync(data)).toBe(false);
  });
});

describe.skipIf(binaries === null)('daozhang store copy', () => {
  test('brings every row to PostgreSQL, compares, and copies into an empty one only', async () => {
    const { data, store, lines } = await filled('copy-from');
    await store.close();
    const url = await server.fresh();
    const done = await run('copy', '--to', url, '--data', data);
    expect(done).toMatchObject({ exit: 0, errors: [] });
    const tables = await tablesOf(data);
    expect(done.out.match(/^\w+/gm)?.sort()).toEqual(tables);
    expect(done.out).toMatch(/^messages +701 rows +sha256 [0-9a-f]{16} +equal$/m);
    const target = await openStore(await postgresDatabase(url), 0);
    expect(await target.conversations.transcript('c1', 0)).toEqual(lines);
    expect(await target.cases.find('k1')).toMatchObject({ ...newCase('k1'), number: 'C10001' });
    expect(await target.jobs.nextDue(['follow-up'])).toBe(5);
    expect(await target.conversations.accept(inbound('m1'), leaseOf('a'))).toMatchObject({
      answer: '{"re":3}',
    });
    await target.close();
    const again = await run('copy', '--to', url, '--data', data);
    expect([again.exit, again.errors.join()]).toEqual([1, expect.stringContaining('already holds')]);
  });

  test('says in one line what is wrong with its target', async () => {
    const { data, store } = await filled('copy-wrong');
    await store.close();
    expect(await run('copy', '--to', 'mysql://x/y', '--data', data)).toMatchObject({ exit: 2 });
    const gone = await run('copy', '--to', 'postgresql://x@127.0.0.1:1/y', '--data', data);
    expect(gone.exit).toBe(1);
    expect(gone.errors).toHaveLength(1);
  });
});

describe('a data folder', () => {
  test('that is a file is refused in one line', async () => {
    const file = path.join(scratch, 'plain');
    writeFileSync(file, '');
    expect((await run('backup', 'x', '--data', file)).exit).toBe(1);
  });
});
