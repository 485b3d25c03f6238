import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Committed, Handled, Inbound, Lease, Store } from '../../src/store/store.ts';

const HELLO = { kind: 'text', text: 'hello' } as const;

/** A lease that was free at `now`. */
export function leaseOf(owner: string, now = 1_000): Lease {
  return { owner, now, until: now + 10_000 };
}

/** A message at the door of conversation c1. */
export function inbound(id: string, text = id): Inbound {
  return { conversationId: 'c1', id, body: text, doing: { type: 'said', text, masked: false }, at: 2_000 };
}

/** A store that holds conversation c1 with one greeting. */
export async function openedStore(database: Database): Promise<Store> {
  const store = await openStore(database, 0);
  const conversation = { ...begin('c1'), version: 'v1' };
  await store.conversations.open({
    conversation,
    channel: 'web',
    tokenHash: 'h',
    replies: [HELLO],
    at: 1_000,
  });
  return store;
}

/** Handles messages as if each had been answered with "re: seq". */
export function handle(
  store: Store,
  seqs: readonly number[],
  version: number,
  more: Partial<Handled> = {},
): Promise<Committed> {
  return store.conversations.commit({
    conversation: { ...begin('c1'), version: 'v2', turn: version + seqs.length },
    version,
    lease: leaseOf('a'),
    answers: seqs.map((seq) => ({
      seq,
      replies: [{ kind: 'text', text: `re: ${seq}` }],
      answer: `{"re":${seq}}`,
      at: 3_000,
    })),
    jobs: [],
    caseNews: [],
    ...more,
  });
}

/** What every store must do. `make` gives an empty database. */
export function storeContract(name: string, make: () => Promise<Database>): void {
  const opened = async () => openedStore(await make());

  describe(`the store (${name})`, () => {
    test('holds what was opened and nothing else', async () => {
      const { conversations } = await opened();
      const held = await conversations.load('c1');
      expect(held).toMatchObject({ version: 0, tokenHash: 'h', createdAt: 1_000, pending: [] });
      expect(held?.conversation).toEqual({ ...begin('c1'), version: 'v1' });
      expect(await conversations.load('c2')).toBeNull();
      expect(await conversations.transcript('c1', 0)).toMatchObject([{ seq: 1, from: 'bot', text: 'hello' }]);
    });

    test('keeps a message once by its id, however often it comes', async () => {
      const { conversations } = await opened();
      const all = await Promise.all(
        Array.from({ length: 5 }, (_, i) => conversations.accept(inbound('m1'), leaseOf(`w${i}`))),
      );
      expect(all).toMatchObject(Array.from({ length: 5 }, () => ({ type: 'kept', seq: 2, answer: null })));
      expect(all.filter((one) => one.type === 'kept' && one.held !== null)).toHaveLength(1);
      expect(await conversations.transcript('c1', 1)).toHaveLength(1);
      const elsewhere = { ...inbound('m1'), conversationId: 'c2' };
      expect(await conversations.accept(elsewhere, leaseOf('a'))).toEqual({ type: 'absent' });
    });

    test('gives concurrent messages their numbers without a gap', async () => {
      const { conversations } = await opened();
      const ids = Array.from({ length: 20 }, (_, i) => `m${i}`);
      const kept = await Promise.all(ids.map((id) => conversations.accept(inbound(id), leaseOf(id))));
      const lines = await conversations.transcript('c1', 1);
      expect(lines.map((line) => line.text).sort()).toEqual([...ids].sort());
      expect(lines.map((line) => line.seq)).toEqual(ids.map((_, i) => i + 2));
      expect(kept.map((one) => one.type === 'kept' && lines[one.seq - 2]?.text)).toEqual(ids);
      expect((await conversations.load('c1'))?.pending.map((one) => one.seq)).toEqual(
        lines.map((line) => line.seq),
      );
    });

    test('commits state, answers and replies together, and gives the first answer again', async () => {
      const store = await opened();
      const { conversations, backlog } = store;
      await conversations.accept(inbound('m1'), leaseOf('a'));
      await conversations.accept(inbound('m2'), leaseOf('b'));
      expect(await backlog.answer('c1', 2)).toBeNull();
      expect(await handle(store, [2, 3], 0)).toEqual({ type: 'kept', pending: [] });
      expect(await conversations.accept(inbound('m1', 'other words'), leaseOf('c'))).toEqual({
        type: 'kept',
        seq: 2,
        answer: '{"re":2}',
        held: null,
      });
      expect(await backlog.answer('c1', 3)).toBe('{"re":3}');
      const held = await conversations.load('c1');
      expect(held).toMatchObject({ version: 1, pending: [], conversation: { turn: 2, version: 'v2' } });
      expect(await conversations.transcript('c1', 1)).toMatchObject([
        { seq: 2, from: 'merchant', text: 'm1', answer: '{"re":2}', doing: { type: 'said', text: 'm1' } },
        { seq: 3, from: 'merchant', text: 'm2', answer: '{"re":3}' },
        { seq: 4, from: 'bot', text: 're: 2', replyTo: 2, kind: 'text', at: 3_000 },
        { seq: 5, from: 'bot', text: 're: 3', replyTo: 3 },
      ]);
    });

    test('lets one answer at a time: the lease is free, held, given back, or run out', async () => {
      const store = await opened();
      const { conversations, backlog } = store;
      const first = await conversations.accept(inbound('m1'), leaseOf('a'));
      expect(first.type === 'kept' && first.held?.pending).toMatchObject([{ seq: 2, at: 2_000 }]);
      expect(await conversations.accept(inbound('m2'), leaseOf('b'))).toMatchObject({ held: null });
      expect(await backlog.claim('c1', leaseOf('b'))).toBeNull();
      expect(await backlog.overdue(11_000 - 1, 10)).toEqual([]);
      expect(await backlog.overdue(11_000, 10)).toEqual(['c1']);
      const taken = await backlog.claim('c1', leaseOf('b', 11_000));
      expect(taken?.pending.map((one) => one.seq)).toEqual([2, 3]);
      expect(await handle(store, [2, 3], 0)).toEqual({ type: 'lost' });
      await backlog.release('c1', 'a');
      expect(await backlog.claim('c1', leaseOf('c', 11_000))).toBeNull();
      await backlog.release('c1', 'b');
      expect((await backlog.claim('c1', leaseOf('c', 11_000)))?.pending).toHaveLength(2);
    });

    test('lets another answer where the clock was set back since a lease was taken', async () => {
      const { conversations, backlog } = await opened();
      const hour = 3_600_000;
      await conversations.accept(inbound('m1'), leaseOf('a', 1_000 + hour));
      expect(await backlog.overdue(1_000, 10)).toEqual(['c1']);
      expect((await backlog.claim('c1', leaseOf('b')))?.pending).toHaveLength(1);
      expect(await backlog.claim('c1', leaseOf('c'))).toBeNull();
    });

    test('tells the one who commits what came meanwhile, and leaves him the lease', async () => {
      const store = await opened();
      const { conversations, backlog } = store;
      await conversations.accept(inbound('m1'), leaseOf('a'));
      await conversations.accept(inbound('m2'), leaseOf('b'));
      expect(await handle(store, [2], 0)).toMatchObject({ type: 'kept', pending: [{ seq: 3 }] });
      expect(await backlog.claim('c1', leaseOf('b'))).toBeNull();
      expect(await handle(store, [3], 1)).toEqual({ type: 'kept', pending: [] });
      expect(await backlog.overdue(1_000_000, 10)).toEqual([]);
      expect(await backlog.claim('c1', leaseOf('b'))).toBeNull();
      expect(await conversations.accept(inbound('m3'), leaseOf('b'))).toMatchObject({
        held: { pending: [{ seq: 6 }] },
      });
    });

    test('refuses a commit on a version that is gone, and keeps nothing of it', async () => {
      const store = await opened();
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      const both = await Promise.all([handle(store, [2], 0), handle(store, [2], 0)]);
      expect(both.map((one) => one.type).sort()).toEqual(['kept', 'lost']);
      expect((await store.conversations.transcript('c1', 2)).map((line) => line.text)).toEqual(['re: 2']);
    });

    test('keeps choices and buttons as they were', async () => {
      const store = await opened();
      const choices = [{ label: '储蓄卡', value: 'debit' }];
      const doing = { type: 'chose', slot: 'card', value: 'debit' } as const;
      await store.conversations.accept({ ...inbound('m1'), doing, body: '储蓄卡' }, leaseOf('a'));
      const replies = [{ kind: 'question', text: 'which?', choices } as const];
      await handle(store, [2], 0, { answers: [{ seq: 2, replies, answer: '{}', at: 3_000 }] });
      expect(await store.conversations.transcript('c1', 1)).toMatchObject([
        { doing },
        { kind: 'question', choices },
      ]);
    });

    test('keeps any text, and finds nothing under an id that no engine can hold', async () => {
      const store = await opened();
      const text = '𠮷😀 "quotes" \\ ? $1 \u0001\u2028\u202e';
      await store.conversations.accept(inbound('m1', text), leaseOf('a'));
      const [line] = await store.conversations.transcript('c1', 1);
      expect(line).toMatchObject({ text, doing: { text } });
      for (const id of ['c1\0', 'c1\ud800', "c1' or '1'='1"]) {
        expect(await store.conversations.load(id)).toBeNull();
        expect(await store.conversations.transcript(id, 0)).toEqual([]);
        expect(
          await store.conversations.accept({ ...inbound('m'), conversationId: id }, leaseOf('a')),
        ).toEqual({ type: 'absent' });
      }
    });

    test('tells other users of the database of news, and itself nothing it need not know', async () => {
      const database = await make();
      const hush = database.watch(() => {});
      await database.announce(Array.from({ length: 250 }, (_, i) => `conversation-${i}`));
      hush();
      await database.close();
    });

    test('is ready while it is open', async () => {
      const store = await opened();
      await store.ready();
      await store.close();
      await expect(store.ready()).rejects.toThrow();
    });
  });
}
