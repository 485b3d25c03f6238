import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import { StoreError } from '../../src/store/engine/database.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { MIGRATIONS } from '../../src/store/engine/migrations.ts';
import { networkFileSystem, networkFileSystemOf } from '../../src/store/engine/network-file-system.ts';
import { openStore } from '../../src/store/open-store.ts';
import { atOnceContract } from '../contracts/at-once.ts';
import { auditContract } from '../contracts/audit.ts';
import { casesContract } from '../contracts/cases.ts';
import { jobsContract } from '../contracts/jobs.ts';
import { outboxContract } from '../contracts/outbox.ts';
import { seatsContract } from '../contracts/seats.ts';
import { storeContract } from '../contracts/store.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-store-'));
let folders = 0;

function folder(): string {
  folders += 1;
  return path.join(scratch, String(folders), 'data');
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

storeContract('in memory', async () => embeddedDatabase(null));
atOnceContract('in memory', async () => embeddedDatabase(null));
atOnceContract('in a file', async () => embeddedDatabase(folder()));
storeContract('in a file', async () => embeddedDatabase(folder()));
jobsContract('in memory', async () => embeddedDatabase(null));
jobsContract('in a file', async () => embeddedDatabase(folder()));
casesContract('in memory', async () => embeddedDatabase(null));
casesContract('in a file', async () => embeddedDatabase(folder()));
outboxContract('in memory', async () => embeddedDatabase(null));
outboxContract('in a file', async () => embeddedDatabase(folder()));
seatsContract('in memory', async () => embeddedDatabase(null));
seatsContract('in a file', async () => embeddedDatabase(folder()));
auditContract('in memory', async () => embeddedDatabase(null));
auditContract('in a file', async () => embeddedDatabase(folder()));

describe('the embedded database', () => {
  test('is in a folder of its own that nobody else reads, synchronous and with a write-ahead log', async () => {
    const data = folder();
    const database = embeddedDatabase(data);
    expect(statSync(data).mode & 0o077).toBe(0);
    expect(await database.query('pragma journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(await database.query('pragma synchronous')).toMatchObject([{ synchronous: 2 }]);
    expect(await database.query('pragma foreign_keys')).toMatchObject([{ foreign_keys: 1 }]);
    await database.close();
  });

  test('closes a folder that was open to others', async () => {
    const data = folder();
    mkdirSync(data, { recursive: true, mode: 0o755 });
    await embeddedDatabase(data).close();
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  test('knows the file systems on which it is not safe', () => {
    expect([0x6969, 0x517b, 0xff534d42, -0xacb2be, 0x01021997].map(networkFileSystem)).toEqual([
      'NFS',
      'SMB',
      'CIFS',
      'CIFS',
      '9P',
    ]);
    expect([0xef53, 0x01021994, 0x9123683e].map(networkFileSystem)).toEqual([null, null, null]);
    expect(networkFileSystemOf(scratch)).toBeNull();
  });

  test('shares one commit among those that wait, and keeps the fault of one from the others', async () => {
    const database = embeddedDatabase(folder());
    await database.query('create table t(id text primary key)');
    const add = (id: string) => database.transaction((sql) => sql('insert into t(id) values(?)', [id]));
    const all = await Promise.allSettled(['a', 'b', 'a', 'c'].map(add));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await database.query('select id from t order by id')).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]);
    await database.close();
  });

  test('holds after a restart what was acknowledged before', async () => {
    const data = folder();
    const first = await openStore(embeddedDatabase(data), 0);
    const conversation = begin('c1');
    await first.conversations.open({ conversation, channel: 'web', tokenHash: 'h', replies: [], at: 1 });
    await first.close();
    const second = await openStore(embeddedDatabase(data), 0);
    expect((await second.conversations.load('c1'))?.conversation).toEqual(conversation);
    await second.close();
  });

  test('keeps nothing of a transaction that throws, and goes on', async () => {
    const database = embeddedDatabase(null);
    await database.query('create table t(id text primary key)');
    const torn = database.transaction(async (sql) => {
      await sql('insert into t(id) values(?)', ['a']);
      await sql('insert into t(id) values(?)', ['a']);
    });
    await expect(torn).rejects.toBeInstanceOf(StoreError);
    expect(await database.query('select id from t')).toEqual([]);
    await database.close();
  });

  test('never lets two transactions overlap', async () => {
    const database = embeddedDatabase(null);
    await database.query('create table t(n bigint)');
    await database.query('insert into t(n) values(0)');
    const add = () =>
      database.transaction(async (sql) => {
        const [row] = await sql('select n from t');
        await new Promise((resolve) => setTimeout(resolve, 1));
        await sql('update t set n = ?', [Number(row?.n) + 1]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await database.query('select n from t')).toEqual([{ n: 20 }]);
    await database.close();
  });
});

describe('the schema', () => {
  test('is brought up to date once', async () => {
    const database = embeddedDatabase(null);
    await migrate(database, 5);
    await migrate(database, 6);
    expect(await database.query('select id, at from schema_migrations')).toEqual(
      MIGRATIONS.map(({ id }) => ({ id, at: 5 })),
    );
    await database.close();
  });

  test('of a newer program is refused', async () => {
    const database = embeddedDatabase(null);
    const newer = [...MIGRATIONS, { id: 999, statements: ['create table later(id text)'] }];
    await migrate(database, 0, newer);
    await expect(migrate(database, 0)).rejects.toThrow('written by a newer version (schema 999)');
    await database.close();
  });

  test('that was changed after its release is refused', async () => {
    const database = embeddedDatabase(null);
    await migrate(database, 0, [{ id: 1, statements: ['create table mine(id text)'] }]);
    await expect(migrate(database, 0)).rejects.toThrow('schema 1 differs');
    await database.close();
  });

  test('is not half there after a migration that fails', async () => {
    const database = embeddedDatabase(null);
    const broken = [{ id: 1, statements: ['create table mine(id text)', 'create nonsense'] }];
    await expect(migrate(database, 0, broken)).rejects.toBeInstanceOf(StoreError);
    expect(await database.query("select name from sqlite_master where type = 'table'")).toEqual([]);
    await database.close();
  });
});
