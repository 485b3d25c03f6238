import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import type { Database } from '../../src/store/engine/database.ts';
import type { Outcome } from '../../src/store/job.ts';
import type { Store } from '../../src/store/store.ts';
import { actOf, filter, newCase, news, waitingIn } from '../support/cases.ts';
import { handle, inbound, leaseOf, openedStore } from './store.ts';

const NOTHING: Outcome = { says: null, escalates: null, next: null, audit: [] };
const TALK = { ...begin('c1'), version: 'v3', agent: '王芳' };
const AGENT_LINE = { from: 'agent', reply: { kind: 'text', text: '您好' } } as const;

/** What the cases of every store must do. `make` gives an empty database. */
export function casesContract(name: string, make: () => Promise<Database>): void {
  const opened = async () => openedStore(await make());
  /** A message of c1, handled with what it means for the case. */
  const heard = async (store: Store, seq: number, version: number, meaning: Parameters<typeof news>[0]) => {
    await store.conversations.accept(inbound(`m${seq}`), leaseOf('a'));
    return handle(store, [seq], version, { caseNews: news(meaning) });
  };
  const withCase = async () => {
    const store = await opened();
    await heard(store, 2, 0, { opens: newCase('k1') });
    return store;
  };

  describe(`cases (${name})`, () => {
    test('are opened by a hand-over, numbered, one for a conversation, and raised once', async () => {
      const store = await withCase();
      await heard(store, 4, 1, { opens: newCase('k2', { priority: 1 }) });
      expect(await waitingIn(store)).toMatchObject([
        {
          ...newCase('k1'),
          number: 'C10001',
          conversationId: 'c1',
          channel: 'web',
          status: 'waiting',
          escalatedAt: null,
          lastLine: { from: 'bot', text: 're: 4' },
        },
      ]);
      expect(await store.cases.find('k2')).toBeNull();
      expect(await store.cases.of('c1')).toMatchObject({ id: 'k1' });
      await store.jobs.add([{ kind: 'test', key: 'k', payload: {}, runAt: 10 }], 1);
      const [one] = await store.jobs.claim({ kinds: ['test'], due: 10, limit: 1 }, leaseOf('a'));
      if (one === undefined) throw new Error('nothing is due');
      await store.jobs.finish(one, { ...NOTHING, escalates: 'k1' }, { owner: 'a', at: 5_001 });
      await heard(store, 6, 2, { matter: newCase('', { priority: 4, amount: 'gt_50k' }) });
      expect(await store.cases.find('k1')).toMatchObject({
        priority: 0,
        escalatedAt: 5_001,
        amount: 'gt_50k',
      });
      expect((await store.cases.events('k1')).map(({ action }) => action)).toEqual(['opened', 'escalated']);
    });

    test('are acted on once by each deed, together with the talk', async () => {
      const store = await withCase();
      const take = actOf('t1', {
        version: 0,
        change: { status: 'with_agent', assignee: { id: 'wang', name: '王芳' }, leaseUntil: 9_000 },
        talk: { version: 1, next: TALK, lines: [AGENT_LINE] },
        jobs: [{ kind: 'test', key: 'k', payload: {}, runAt: 77 }],
      });
      const both = await Promise.all([store.cases.act(take), store.cases.act(take)]);
      expect([...both].sort()).toEqual(['kept', 'known']);
      expect(await store.cases.find('k1')).toMatchObject({
        status: 'with_agent',
        assignee: { id: 'wang', name: '王芳' },
        leaseUntil: 9_000,
        version: 1,
      });
      expect((await store.conversations.load('c1'))?.conversation.agent).toBe('王芳');
      expect(await store.conversations.transcript('c1', 3)).toMatchObject([
        { seq: 4, from: 'agent', text: '您好', replyTo: null },
      ]);
      expect(await store.jobs.nextDue(['test'])).toBe(77);
    });

    test('keep nothing where the case or the talk has changed meanwhile', async () => {
      const store = await withCase();
      const talk = { version: 0, next: TALK, lines: [AGENT_LINE] };
      expect(await store.cases.act(actOf('a', { talk }))).toBe('moved');
      expect(await store.cases.act(actOf('b', { version: 7, talk: { ...talk, version: 1 } }))).toBe('stale');
      expect(await store.cases.act(actOf('c', { caseId: 'none' }))).toBe('absent');
      expect(await store.conversations.transcript('c1', 3)).toEqual([]);
      expect((await store.cases.events('k1')).map(({ action }) => action)).toEqual(['opened']);
    });

    test('let a person go before the bot: what the bot computed meanwhile is lost', async () => {
      const store = await withCase();
      await store.conversations.accept(inbound('late'), leaseOf('a'));
      await store.cases.act(actOf('t1', { talk: { version: 1, next: TALK, lines: [AGENT_LINE] } }));
      expect(await handle(store, [4], 1)).toEqual({ type: 'lost' });
      expect((await store.conversations.load('c1'))?.pending.map(({ seq }) => seq)).toEqual([4]);
      expect((await store.conversations.transcript('c1', 3)).map(({ from }) => from)).toEqual([
        'merchant',
        'agent',
      ]);
    });

    test('come back to the agent when the merchant writes, and count what was not read', async () => {
      const store = await withCase();
      await store.cases.act(
        actOf('r', { change: { status: 'with_merchant', unread: 0, firstReplyAt: 6_000 } }),
      );
      await heard(store, 4, 1, { wrote: 2 });
      expect(await store.cases.find('k1')).toMatchObject({
        status: 'with_agent',
        unread: 2,
        firstReplyAt: 6_000,
      });
      await store.cases.act(actOf('r2', { change: { firstReplyAt: 7_000, unread: 0 } }));
      expect(await store.cases.find('k1')).toMatchObject({ unread: 0, firstReplyAt: 6_000 });
    });

    test('wait again where a person is wanted again, and end as the merchant says', async () => {
      const store = await withCase();
      const assignee = { id: 'wang', name: '王芳' };
      await store.cases.act(actOf('t', { change: { status: 'with_merchant', assignee } }));
      await heard(store, 4, 1, { opens: newCase('k2', { dueAt: 8_000 }) });
      expect(await waitingIn(store)).toMatchObject([{ id: 'k1', assignee: null, dueAt: 8_000 }]);
      await heard(store, 6, 2, { ends: 'closed' });
      expect(await store.cases.find('k1')).toMatchObject({ status: 'closed', confirmed: false });
      await heard(store, 8, 3, { opens: newCase('k3', { openedAt: 4_000 }) });
      expect(await store.cases.find('k3')).toMatchObject({ status: 'waiting', number: 'C10002' });
      await heard(store, 10, 4, { ends: 'solved' });
      expect(await store.cases.find('k3')).toMatchObject({ status: 'solved', confirmed: true });
      await store.cases.act(actOf('x', { caseId: 'k3', change: { confirmed: false } }));
      await heard(store, 12, 5, { ends: 'solved' });
      expect(await store.cases.find('k3')).toMatchObject({ confirmed: true });
    });

    test('are listed by queue, holder, number and words, counted, and told how many come before', async () => {
      const store = await withCase();
      const { queue } = store;
      expect(await queue.list(filter({ queues: ['risk'] }))).toEqual([]);
      expect(await queue.list(filter({ queues: [] }))).toEqual([]);
      for (const search of ['C10001', '10001', 'm2']) {
        expect(await queue.list(filter({ search }))).toMatchObject([{ id: 'k1' }]);
      }
      for (const search of ['C10002', 'm3', '%']) expect(await queue.list(filter({ search }))).toEqual([]);
      expect(await queue.list(filter({ assignee: null }))).toHaveLength(1);
      expect(await queue.list(filter({ assignee: 'wang' }))).toEqual([]);
      expect(await queue.count(filter(), 10)).toBe(1);
      expect(await queue.tally(['settlement', 'risk'])).toEqual({ settlement: { waiting: 1 } });
      const one = await store.cases.find('k1');
      if (one === null) throw new Error('there is no case');
      expect(await queue.ahead(one)).toBe(0);
      expect(await queue.ahead({ ...one, priority: 4 })).toBe(1);
    });

    test('that are closed with the true cause are told to those of the same trouble', async () => {
      const store = await withCase();
      const one = await store.cases.find('k1');
      if (one === null) throw new Error('there is no case');
      const change = {
        status: 'solved',
        trueCause: 'old_card_inflight',
        solution: '等旧卡退回',
        closedAt: 9,
      } as const;
      await store.cases.act(actOf('close', { change }));
      expect(await store.queue.alike(one, 5)).toEqual([]);
      expect(await store.queue.alike({ ...one, id: 'k9' }, 5)).toEqual([
        { id: 'k1', number: 'C10001', cause: 'old_card_inflight', solution: '等旧卡退回', closedAt: 9 },
      ]);
      expect(await store.queue.alike({ ...one, id: 'k9', issue: 'other' }, 5)).toEqual([]);
    });
  });
}
