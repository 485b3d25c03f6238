import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisorOver } from '../../src/boot.ts';
import { begin } from '../../src/conversation/conversation.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { holdAgain, storedTalks, writtenTalks } from '../../src/held-talks.ts';
import { outcomeIn } from '../../src/proof/impact.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { embeddedDatabase, embeddedFile } from '../../src/store/engine/embedded.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { MIGRATIONS } from '../../src/store/engine/migrations.ts';
import { postgresDatabase } from '../../src/store/engine/postgres.ts';
import { openStore } from '../../src/store/open-store.ts';
import { readCopy } from '../../src/store/read-copy.ts';
import { HOME, PLACE, shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { playTalk } from '../support/talk.ts';

const binaries = postgresBinaries();
const AT = Date.parse('2026-11-18T10:00:00+08:00');

let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
});

test('a written talk that is held again ends as the one that is tested', async () => {
  const talks = await writtenTalks(HOME);
  expect(talks.length).toBeGreaterThan(20);
  for (const talk of talks) {
    const { end } = playTalk(advisor, readFileSync(path.join(HOME, talk.name), 'utf8'));
    const again = holdAgain(advisor, talk).at(-1);
    expect([talk.name, again?.status, again?.diagnosis?.causes[0]?.id]).toEqual([
      talk.name,
      end.status,
      end.diagnosis?.causes[0]?.id,
    ]);
  }
});

/** A talk of three messages, kept in a database. */
async function keptTalk(database: Database): Promise<string> {
  const store = await openStore(database, 0);
  const desk = await testDesk(advisor, store);
  const { turn } = await open(desk, 'web', AT);
  const { conversationId } = turn;
  for (const text of ['钱没到账', '昨天下午三点刷的信用卡', '第二天到']) {
    await receive(desk, { conversationId, id: text, message: { type: 'text', text }, at: AT });
  }
  await store.close();
  return conversationId;
}

describe('a stored talk', () => {
  test('is read from a copy, held again to the same end, and to another where a rule was changed', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'daozhang-held-'));
    const id = await keptTalk(embeddedDatabase(data));
    const before = readFileSync(embeddedFile(data));
    const copy = await readCopy({ databaseUrl: null, data });
    if (copy === null) throw new Error('no store');
    const talks = await storedTalks(copy);
    const kept: unknown[] = [];
    for await (const { conversation } of copy.records.talks({ since: 0, until: AT + 1 })) {
      kept.push(outcomeIn(conversation));
    }
    await copy.close();
    expect(readFileSync(embeddedFile(data)).equals(before)).toBe(true);
    const [talk] = talks;
    if (talk === undefined) throw new Error('no talk');
    expect([talk.name, talk.sent.length]).toEqual([id, 3]);
    const states = holdAgain(advisor, talk);
    expect(states.slice(-1).map(outcomeIn)).toEqual(kept);
    const { content } = advisor.expert;
    const settlement = { ...content.settlement, cutoff: '08:00' };
    const other = await advisorOver({ ...content, settlement }, PLACE);
    const then = holdAgain(other, talk).at(-1);
    expect(then?.diagnosis?.dueAt).not.toBe(states.at(-1)?.diagnosis?.dueAt);
  });

  test('is not looked for where there is no store', async () => {
    expect(await readCopy({ databaseUrl: null, data: path.join(tmpdir(), 'daozhang-none') })).toBeNull();
  });
});

describe.skipIf(binaries === null)('a talk kept in PostgreSQL', () => {
  let server: Postgres;
  beforeAll(async () => {
    if (binaries !== null) server = await startPostgres(binaries);
  }, 60_000);
  afterAll(async () => server?.stop());

  test('is read where it is, held again to the same end, and cannot be written to meanwhile', async () => {
    const databaseUrl = await server.fresh();
    const id = await keptTalk(await postgresDatabase(databaseUrl));
    const copy = await readCopy({ databaseUrl, data: '' });
    if (copy === null) throw new Error('no store');
    const [talk] = await storedTalks(copy);
    if (talk === undefined) throw new Error('no talk');
    expect([talk.name, talk.sent.length]).toEqual([id, 3]);
    const kept = await copy.conversations.load(id);
    expect(holdAgain(advisor, talk).at(-1)?.diagnosis?.dueAt).toBe(kept?.conversation.diagnosis?.dueAt);
    const opening = { conversation: begin('new'), channel: 'web', tokenHash: 'x', replies: [], at: AT };
    await expect(copy.conversations.open(opening)).rejects.toThrow('read-only transaction');
    await copy.close();
  });

  test('is looked for in vain in a database that holds no store, or one of an earlier version', async () => {
    const databaseUrl = await server.fresh();
    expect(await readCopy({ databaseUrl, data: '' })).toBeNull();
    const database = await postgresDatabase(databaseUrl);
    await migrate(database, 0, MIGRATIONS.slice(0, -1));
    await database.close();
    await expect(readCopy({ databaseUrl, data: '' })).rejects.toThrow('written by an earlier version');
  });
});
