import { expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import { embeddedDatabase } from '../../src/store/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { filter, newCase } from '../support/cases.ts';

const CASES = 10_000;
const ROUNDS = 60;
const LIMIT_MS = 100;
const QUEUES = ['settlement', 'payment', 'risk'];

/** A store with many open cases, each with some lines. */
async function crowded(): Promise<Store> {
  const database = embeddedDatabase(null);
  const store = await openStore(database, 0);
  await database.transaction(async (sql) => {
    for (let i = 0; i < CASES; i++) {
      const { id, priority, dueAt } = newCase(`k${i}`, { priority: 1 + (i % 4), dueAt: (i * 7919) % CASES });
      const talk = `c${i}`;
      await sql(
        `insert into conversations(id, channel, token_hash, status, state, content_version, version, last_seq,
          created_at, updated_at) values(?, 'web', 'h', 'handoff', ?, 'v', 1, 1, ?, ?)`,
        [talk, JSON.stringify(begin(talk)), i, i],
      );
      await sql(
        `insert into messages(conversation_id, seq, sender, body, payload, at) values(?, 1, 'merchant', '没到账', ?, ?)`,
        [talk, JSON.stringify({ type: 'said', text: '没到账', masked: false }), i],
      );
      await sql(
        `insert into cases(id, number, conversation_id, status, queue, priority, due_at, opened_at, updated_at)
          values(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          id,
          `C${CASES + i}`,
          talk,
          i % 3 === 0 ? 'with_agent' : 'waiting',
          QUEUES[i % 3] ?? '',
          priority,
          dueAt,
          i,
          i,
        ],
      );
    }
  });
  return store;
}

test(`the queue with ${CASES} cases answers a page within ${LIMIT_MS} ms in 95 of 100 cases`, async () => {
  const store = await crowded();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const page = filter({ offset: i * 20, limit: 21 });
    const started = performance.now();
    const [cases, total] = await Promise.all([
      store.queue.list(page),
      store.queue.count(page, CASES),
      store.queue.tally(QUEUES),
    ]);
    times.push(performance.now() - started);
    expect([cases.length, total]).toEqual([21, CASES]);
    expect(cases.every(({ lastLine }) => lastLine?.text === '没到账')).toBe(true);
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.ceil(0.95 * ROUNDS) - 1] ?? Number.POSITIVE_INFINITY;
  expect(p95).toBeLessThan(LIMIT_MS);
  await store.close();
}, 120_000);
