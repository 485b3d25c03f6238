import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { conversationSchema } from '../../src/web/wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';
import { startServer } from '../support/process.ts';
import { testWeb } from '../support/web.ts';

const binaries = postgresBinaries();
const DEBIT = '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

/** A merchant who was told when the money is due, and what is said without being asked. */
async function told(text: string, at: string) {
  const web = await testWeb(advisor);
  const talk = await web.open();
  const say = (words: string, when: string) => talk.send({ text: words, at: when });
  await say(text, at);
  const show = async () => conversationSchema.parse(await (await talk.show()).json());
  const asked = async () =>
    (await show()).messages.filter(({ from }) => from === 'system').map((line) => line.at);
  const clockTo = (when: string) => runDue(web.service.desk, TALK_KINDS, Date.parse(when));
  return { talk, say, show, asked, clockTo };
}

describe('the question whether the money came', () => {
  test('comes at the due time, once', async () => {
    const { show, asked, clockTo } = await told(DEBIT, '2026-11-18T10:00:00+08:00');
    expect((await show()).diagnosis?.dueAt).toBe('2026-11-18T18:00:00+08:00');
    await clockTo('2026-11-18T17:59:00+08:00');
    expect(await asked()).toEqual([]);
    for (let i = 0; i < 3; i++) await clockTo('2026-11-18T18:00:00+08:00');
    expect(await asked()).toEqual(['2026-11-18T18:00:00+08:00']);
  });

  test('waits for the morning where the money is due in quiet hours', async () => {
    const { show, asked, clockTo } = await told(
      '刚刚晚上8点半刷的信用卡，秒到，客户扣款成功，钱没到',
      '2026-11-18T20:40:00+08:00',
    );
    expect((await show()).diagnosis?.dueAt).toBe('2026-11-18T22:30:00+08:00');
    for (const when of ['2026-11-18T22:30', '2026-11-18T23:59', '2026-11-19T08:29']) {
      await clockTo(`${when}:00+08:00`);
      expect(await asked(), when).toEqual([]);
    }
    await clockTo('2026-11-19T08:30:00+08:00');
    expect(await asked()).toEqual(['2026-11-19T08:30:00+08:00']);
  });

  test.each(['别再提醒', '不用提醒了', '不要再问我了'])(
    'never comes where the merchant said so: %s',
    async (no) => {
      const { say, asked, clockTo } = await told(DEBIT, '2026-11-18T10:00:00+08:00');
      await say(no, '2026-11-18T10:01:00+08:00');
      await clockTo('2026-11-20T18:00:00+08:00');
      expect(await asked()).toEqual([]);
    },
  );

  test('is refused when it comes, and does not come again with a new date', async () => {
    const { say, asked, clockTo, show } = await told(DEBIT, '2026-11-18T10:00:00+08:00');
    await clockTo('2026-11-18T18:00:00+08:00');
    await say('别再提醒', '2026-11-18T18:01:00+08:00');
    await say('重新开始', '2026-11-19T10:00:00+08:00');
    await say(DEBIT, '2026-11-19T10:01:00+08:00');
    expect((await show()).diagnosis?.dueAt).toBe('2026-11-19T18:00:00+08:00');
    await clockTo('2026-11-25T18:00:00+08:00');
    expect(await asked()).toHaveLength(1);
  });

  test('closes the talk as confirmed by a yes, in words or by the button', async () => {
    for (const yes of [{ text: '到了' }, { choice: { slot: 'follow_up', value: 'yes' } }]) {
      const { talk, show, clockTo } = await told(DEBIT, '2026-11-18T10:00:00+08:00');
      await clockTo('2026-11-18T18:00:00+08:00');
      await talk.send({ ...yes, at: '2026-11-18T18:10:00+08:00' });
      const { status, messages } = await show();
      expect(status).toBe('closed');
      expect(messages.at(-1)?.text).toBe(advisor.expert.content.replies.follow_up_thanks);
    }
  });

  test('opens the talk again by a no, with the facts, and tells what comes next now that it is late', async () => {
    const { say, show, clockTo } = await told(DEBIT, '2026-11-18T10:00:00+08:00');
    const before = await show();
    await clockTo('2026-11-18T18:00:00+08:00');
    await say('还没到', '2026-11-18T18:10:00+08:00');
    const after = await show();
    for (const [slot, { value }] of Object.entries(before.slots))
      expect(after.slots[slot]?.value).toEqual(value);
    expect(after.status).not.toBe('closed');
    const said = after.messages.slice(before.messages.length).map(({ text }) => text);
    expect(said).toContain(advisor.expert.content.replies.follow_up_sorry);
    expect(after.asking !== null || after.diagnosis?.causes[0]?.id !== before.diagnosis?.causes[0]?.id).toBe(
      true,
    );
    expect(Object.keys(before.slots)).not.toContain(after.asking?.slot);
  });
});

describe('two processes on one store', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-remind-'));
  let postgres: Postgres | null = null;
  beforeAll(async () => {
    if (binaries !== null) postgres = await startPostgres(binaries);
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });
  const opened = z.looseObject({ conversationId: z.string(), token: z.string() });

  async function post(url: string, body: object, token = ''): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  }

  const engines = binaries === null ? ['SQLite'] : ['SQLite', 'PostgreSQL'];

  test.each(engines)('ask every merchant once (%s)', { timeout: 120_000 }, async (engine) => {
    const url = engine === 'SQLite' ? null : await postgres?.fresh();
    const env: Record<string, string> = url == null ? {} : { DATABASE_URL: url };
    const args = ['--test-clock', ...(url == null ? ['--data', scratch] : [])];
    const servers = await Promise.all([startServer(args, env), startServer(args, env)]);
    const both = (i: number) => `${servers[i % 2]?.url}/api/v1/conversations`;
    const talks = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const { conversationId, token } = opened.parse(await post(both(i), {}));
        await post(
          `${both(i)}/${conversationId}/messages`,
          { text: DEBIT, at: '2026-11-18T10:00:00+08:00' },
          token,
        );
        return { id: conversationId, token };
      }),
    );
    // Whoever writes at a time lets the clock of these servers come there.
    const other = opened.parse(await post(both(0), {}));
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        post(
          `${both(i)}/${other.conversationId}/messages`,
          { text: '在吗', at: '2026-11-18T18:05:00+08:00' },
          other.token,
        ),
      ),
    );
    for (const [i, { id, token }] of talks.entries()) {
      const response = await fetch(`${both(i + 1)}/${id}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const { messages } = conversationSchema.parse(await response.json());
      expect(messages.filter(({ from }) => from === 'system').map(({ at }) => at)).toEqual([
        '2026-11-18T18:00:00+08:00',
      ]);
    }
    for (const { child, ended } of servers) {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  });
});
