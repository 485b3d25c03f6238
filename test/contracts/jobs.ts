import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import type { Database } from '../../src/store/engine/database.ts';
import type { NewJob, Outcome } from '../../src/store/job.ts';
import type { Store } from '../../src/store/store.ts';
import { newCase, news } from '../support/cases.ts';
import { handle, inbound, leaseOf, openedStore } from './store.ts';

const DAY = 86_400_000;
const NOTHING: Outcome = { says: null, escalates: null, next: null, audit: [] };

function job(key: string | null, runAt: number, payload: unknown = {}): NewJob {
  return { kind: 'test', key, payload, runAt };
}

function due(at: number, limit = 10) {
  return { kinds: ['test'], due: at, limit };
}

/** What every queue and its cases must do. `make` gives an empty database. */
export function jobsContract(name: string, make: () => Promise<Database>): void {
  const opened = async () => openedStore(await make());
  const claimOne = async (store: Store, owner: string, at: number, now = 1_000) => {
    const [one] = await store.jobs.claim(due(at), leaseOf(owner, now));
    if (one === undefined) throw new Error('nothing is due');
    return one;
  };

  describe(`jobs (${name})`, () => {
    test('run when they are due, the oldest first, and only those that are wanted', async () => {
      const { jobs } = await opened();
      await jobs.add([job(null, 30), job(null, 10), job(null, 20), { ...job(null, 5), kind: 'other' }], 1);
      expect(await jobs.nextDue(['test'])).toBe(10);
      expect((await jobs.claim(due(20), leaseOf('a'))).map((one) => one.runAt)).toEqual([10, 20]);
      expect(await jobs.claim(due(20), leaseOf('b'))).toEqual([]);
      expect(await jobs.nextDue(['test'])).toBe(30);
      expect(await jobs.nextDue(['nothing'])).toBeNull();
    });

    test('are given to one of many who ask at once', async () => {
      const { jobs } = await opened();
      await jobs.add(
        Array.from({ length: 40 }, (_, i) => job(null, i)),
        1,
      );
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, i) => jobs.claim(due(100, 5), leaseOf(`w${i}`))),
      );
      const ids = claims.flat().map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await jobs.claim(due(100, 100), leaseOf('last'));
      expect(ids.length + rest.length).toBe(40);
    });

    test('of the same key are one as long as it is open, at the last time that was asked for', async () => {
      const { jobs } = await opened();
      await jobs.add([job('k', 10, 'first')], 1);
      await jobs.add([job('k', 50, 'second')], 2);
      expect(await jobs.claim(due(49), leaseOf('a'))).toEqual([]);
      const [one, more] = await jobs.claim(due(50), leaseOf('a'));
      expect([one?.payload, more]).toEqual(['second', undefined]);
      if (one === undefined) return;
      expect(await jobs.finish(one, NOTHING, { owner: 'a', at: 60 })).toBe(true);
      await jobs.add([job('k', 70)], 61);
      expect(await jobs.claim(due(70), leaseOf('a'))).toHaveLength(1);
    });

    test('keep what they bring about together with the mark that they are done, once', async () => {
      const store = await opened();
      await store.jobs.add([job('k', 10)], 1);
      const one = await claimOne(store, 'a', 10);
      const reply = { kind: 'text', text: 'has it come?' } as const;
      const outcome = {
        ...NOTHING,
        says: { next: { ...begin('c1'), version: 'v1' }, version: 0, reply },
        next: job('k', 99),
      };
      const both = await Promise.all([
        store.jobs.finish(one, outcome, { owner: 'a', at: 20 }),
        store.jobs.finish(one, outcome, { owner: 'a', at: 20 }),
      ]);
      expect([...both].sort()).toEqual([false, true]);
      expect(await store.conversations.transcript('c1', 1)).toMatchObject([
        { seq: 2, from: 'system', text: 'has it come?', replyTo: null, kind: 'text' },
      ]);
      expect(await store.jobs.nextDue(['test'])).toBe(99);
    });

    test('bring nothing about where the talk went on or another holds them', async () => {
      const store = await opened();
      await store.jobs.add([job('k', 10)], 1);
      const one = await claimOne(store, 'a', 10);
      const reply = { kind: 'text', text: 'late' } as const;
      const says = { next: { ...begin('c1'), version: 'v1' }, version: 0, reply };
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      await handle(store, [2], 0);
      expect(await store.jobs.finish(one, { ...NOTHING, says }, { owner: 'a', at: 20 })).toBe(false);
      const again = await claimOne(store, 'b', 10, 11_000);
      expect(again).toMatchObject({ id: one.id, attempts: 2 });
      expect(await store.jobs.finish(one, NOTHING, { owner: 'a', at: 20 })).toBe(false);
      expect(await store.conversations.transcript('c1', 3)).toEqual([]);
      expect(await store.jobs.finish(again, NOTHING, { owner: 'b', at: 20 })).toBe(true);
    });

    test('that fail come again later, and end as dead', async () => {
      const store = await opened();
      await store.jobs.add([job('k', 10)], 1);
      const one = await claimOne(store, 'a', 10);
      await store.jobs.fail(one, 'no luck', { owner: 'a', now: 20, at: 500 });
      expect(await store.jobs.claim(due(499), leaseOf('a'))).toEqual([]);
      const again = await claimOne(store, 'a', 500);
      expect(again.attempts).toBe(2);
      await store.jobs.fail(again, 'no luck', { owner: 'a', now: 600, at: null });
      expect(await store.jobs.claim(due(DAY), leaseOf('a', DAY))).toEqual([]);
    });

    test('whose process dies each time are not tried for ever', async () => {
      const store = await opened();
      await store.jobs.add([job('k', 10)], 1);
      const attempts: number[] = [];
      for (let now = 0; now < 10 * DAY; now += DAY) {
        const claimed = await store.jobs.claim(due(10), leaseOf(`w${now}`, now));
        attempts.push(...claimed.map((one) => one.attempts));
      }
      expect(attempts).toEqual([1, 2, 3, 4, 5]);
    });

    test('come with a commit or not at all', async () => {
      const store = await opened();
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      expect(await handle(store, [2], 5, { jobs: [job('k', 10)] })).toEqual({ type: 'lost' });
      expect(await store.jobs.nextDue(['test'])).toBeNull();
      await handle(store, [2], 0, { jobs: [job('k', 10), job('k', 20)] });
      expect(await store.jobs.claim(due(100), leaseOf('a'))).toMatchObject([{ runAt: 20 }]);
    });
  });

  describe(`retention (${name})`, () => {
    test('forgets whole talks that are old, and none with an open case', async () => {
      const store = await opened();
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      await handle(store, [2], 0);
      expect(await store.retention.purge(3_000, 10)).toBe(0);
      expect(await store.retention.purge(3_001, 10)).toBe(1);
      expect(await store.conversations.load('c1')).toBeNull();
      expect(await store.conversations.transcript('c1', 0)).toEqual([]);
      const other = await opened();
      await other.conversations.accept(inbound('m1'), leaseOf('a'));
      await handle(other, [2], 0, { caseNews: news({ opens: newCase('k1') }) });
      expect(await other.retention.purge(DAY, 10)).toBe(0);
    });
  });
}
