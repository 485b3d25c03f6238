import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import type { Inbound, Store } from '../../src/store/store.ts';

const HELLO = { kind: 'text', text: 'hello' } as const;

/** What every store must do. `make` gives a fresh one. */
export function storeContract(name: string, make: () => Promise<Store>): void {
  async function opened() {
    const store = await make();
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

  function inbound(id: string, text = id): Inbound {
    return { conversationId: 'c1', id, body: text, doing: { type: 'said', text, masked: false }, at: 2_000 };
  }

  function handled(store: Store, seq: number, version: number, said: string) {
    const conversation = { ...begin('c1'), version: 'v2', turn: version + 1 };
    const replies = [{ kind: 'text', text: said } as const];
    return store.conversations.commit({
      conversation,
      version,
      seq,
      replies,
      answer: `{"said":"${said}"}`,
      at: 3_000,
    });
  }

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
      const all = await Promise.all(Array.from({ length: 5 }, () => conversations.accept(inbound('m1'))));
      expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(
        new Set(['{"type":"kept","seq":2,"answer":null}']),
      );
      expect(await conversations.transcript('c1', 1)).toHaveLength(1);
      expect(await conversations.accept({ ...inbound('m1'), conversationId: 'c2' })).toEqual({
        type: 'absent',
      });
    });

    test('gives concurrent messages their numbers without a gap', async () => {
      const { conversations } = await opened();
      const ids = Array.from({ length: 20 }, (_, i) => `m${i}`);
      await Promise.all(ids.map((id) => conversations.accept(inbound(id))));
      const lines = await conversations.transcript('c1', 1);
      expect(lines.map((line) => line.text)).toEqual(ids);
      expect(lines.map((line) => line.seq)).toEqual(ids.map((_, i) => i + 2));
      expect((await conversations.load('c1'))?.pending.map((one) => one.seq)).toEqual(
        lines.map((line) => line.seq),
      );
    });

    test('commits state, answer and replies together, and gives the first answer again', async () => {
      const store = await opened();
      const { conversations } = store;
      await conversations.accept(inbound('m1'));
      expect(await handled(store, 2, 0, 'first')).toBe(true);
      expect(await conversations.accept(inbound('m1', 'other words'))).toEqual({
        type: 'kept',
        seq: 2,
        answer: '{"said":"first"}',
      });
      const held = await conversations.load('c1');
      expect(held).toMatchObject({ version: 1, pending: [], conversation: { turn: 1, version: 'v2' } });
      expect(await conversations.transcript('c1', 1)).toMatchObject([
        {
          seq: 2,
          from: 'merchant',
          text: 'm1',
          answer: '{"said":"first"}',
          doing: { type: 'said', text: 'm1' },
        },
        { seq: 3, from: 'bot', text: 'first', replyTo: 2, kind: 'text', at: 3_000 },
      ]);
    });

    test('refuses a commit on a version that is gone, and keeps nothing of it', async () => {
      const store = await opened();
      await store.conversations.accept(inbound('m1'));
      const both = await Promise.all([handled(store, 2, 0, 'one'), handled(store, 2, 0, 'two')]);
      expect(both).toEqual([true, false]);
      expect((await store.conversations.transcript('c1', 2)).map((line) => line.text)).toEqual(['one']);
    });

    test('keeps choices and buttons as they were', async () => {
      const store = await opened();
      const choices = [{ label: '储蓄卡', value: 'debit' }];
      const doing = { type: 'chose', slot: 'card', value: 'debit' } as const;
      await store.conversations.accept({ ...inbound('m1'), doing, body: '储蓄卡' });
      await store.conversations.commit({
        conversation: begin('c1'),
        version: 0,
        seq: 2,
        replies: [{ kind: 'question', text: 'which?', choices }],
        answer: '{}',
        at: 3_000,
      });
      expect(await store.conversations.transcript('c1', 1)).toMatchObject([
        { doing },
        { kind: 'question', choices },
      ]);
    });

    test('is ready while it is open', async () => {
      const store = await opened();
      await store.ready();
      await store.close();
      await expect(store.ready()).rejects.toThrow();
    });
  });
}
