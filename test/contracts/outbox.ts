import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import { DELIVERY } from '../../src/store/deliveries.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { handle, inbound, leaseOf } from './store.ts';

const WHO = { externalId: 'mei', reference: { open: 1 }, carryAfter: 50 };

/** A store that holds conversation c1 of somebody on a channel. */
async function talking(database: Database): Promise<Store> {
  const store = await openStore(database, 0);
  await open(store, 'c1', 'mei');
  return store;
}

function open(store: Store, id: string, externalId: string): Promise<void> {
  return store.conversations.open({
    conversation: { ...begin(id), version: 'v1' },
    channel: 'wechat',
    tokenHash: 'h',
    replies: [{ kind: 'text', text: 'hello' }],
    at: 1_000,
    identity: { ...WHO, externalId },
  });
}

/** What every store must do for channels. `make` gives an empty database. */
export function outboxContract(name: string, make: () => Promise<Database>): void {
  const progress = (carried: number, owner = 'a', now = 1_000) => ({
    conversationId: 'c1',
    carried,
    parts: 0,
    counted: 1,
    lease: leaseOf(owner, now),
  });

  describe(`identities (${name})`, () => {
    test('are known by channel and name, each with one conversation', async () => {
      const store = await talking(await make());
      expect(await store.identities.find('wechat', 'mei')).toEqual({
        channel: 'wechat',
        externalId: 'mei',
        conversationId: 'c1',
        reference: { open: 1 },
        heardAt: 1_000,
        sent: 0,
        carried: 0,
        parts: 0,
      });
      expect(await store.identities.find('wecom', 'mei')).toBeNull();
      expect((await store.identities.of('c1'))?.externalId).toBe('mei');
      expect(await store.identities.of('c2')).toBeNull();
      await expect(open(store, 'c2', 'mei')).rejects.toThrow();
      expect(await store.conversations.load('c2')).toBeNull();
    });

    test('keep the newest reference, and count what is sent since the last message', async () => {
      const store = await talking(await make());
      await store.outbox.take('c1', leaseOf('a'));
      await store.outbox.advance(progress(1));
      const heard = { channel: 'wechat', externalId: 'mei', reference: { open: 2 } };
      expect(await store.identities.hear({ ...heard, at: 999 })).toMatchObject({ sent: 1, heardAt: 1_000 });
      expect(await store.identities.hear({ ...heard, at: 1_000 })).toMatchObject({ sent: 0, heardAt: 1_000 });
      expect(await store.identities.hear({ ...heard, at: 2_000 })).toMatchObject({ reference: { open: 2 } });
      expect(await store.identities.hear({ ...heard, at: 1_500 })).toMatchObject({ heardAt: 2_000 });
      expect(await store.identities.hear({ ...heard, externalId: 'lin', at: 1 })).toBeNull();
    });

    test('have links that lead to their conversation once, until they expire, all over with the first', async () => {
      const { identities } = await talking(await make());
      await identities.addLink('one', 'c1', 9_000);
      await identities.addLink('two', 'c1', 9_000);
      expect(await identities.takeLink('two', 9_000)).toBeNull();
      const both = await Promise.all([identities.takeLink('two', 8_999), identities.takeLink('two', 8_999)]);
      expect(both.filter((one) => one === 'c1')).toHaveLength(1);
      expect(both.filter((one) => one === null)).toHaveLength(1);
      expect(await identities.takeLink('two', 1)).toBeNull();
      expect(await identities.takeLink('one', 1)).toBeNull();
    });

    test('are forgotten with their conversation', async () => {
      const store = await talking(await make());
      await store.identities.addLink('x', 'c1', 9_000);
      await store.outbox.take('c1', leaseOf('a'));
      await store.outbox.advance({ ...progress(1), reply: { messageId: 'm', body: 'b', at: 1 } });
      expect(await store.retention.erase('c1', 1)).toBe(true);
      expect(await store.identities.find('wechat', 'mei')).toBeNull();
      expect(await store.identities.takeLink('x', 1)).toBeNull();
      expect(await store.outbox.replied('c1', 'm')).toBeNull();
    });
  });

  describe(`the outbox (${name})`, () => {
    test('gives what was said to one carrier at a time, from where it was carried to', async () => {
      const store = await talking(await make());
      const { outbox } = store;
      const taken = await outbox.take('c1', leaseOf('a'));
      expect(taken).toMatchObject({ type: 'load', lines: [{ seq: 1, text: 'hello' }] });
      expect(await outbox.take('c1', leaseOf('b'))).toEqual({ type: 'busy', until: 11_000 });
      expect(await outbox.advance({ ...progress(0), parts: 2 })).toBe(true);
      await outbox.release('c1', 'a');
      expect(await outbox.take('c1', leaseOf('b'))).toMatchObject({ identity: { parts: 2, sent: 1 } });
      expect(await outbox.advance(progress(1, 'a'))).toBe(false);
      expect(await outbox.advance(progress(1, 'b'))).toBe(true);
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      expect(await outbox.take('c1', leaseOf('b'))).toEqual({ type: 'nothing' });
      await handle(store, [2], 0);
      expect(await outbox.take('c1', leaseOf('b'))).toMatchObject({ lines: [{ seq: 3, text: 're: 2' }] });
      expect(await outbox.take('c1', leaseOf('c', 11_000))).toMatchObject({ type: 'load' });
      expect(await outbox.take('gone', leaseOf('c'))).toEqual({ type: 'nothing' });
    });

    test('remembers the response that carried something, the first for a message', async () => {
      const { outbox } = await talking(await make());
      await outbox.take('c1', leaseOf('a'));
      expect(await outbox.replied('c1', 'm1')).toBeNull();
      await outbox.advance({ ...progress(1), reply: { messageId: 'm1', body: 'one', at: 5 } });
      await outbox.advance({ ...progress(1), reply: { messageId: 'm1', body: 'two', at: 6 } });
      expect(await outbox.replied('c1', 'm1')).toBe('one');
    });

    test('has a job queued by whatever says something, with the same commit', async () => {
      const store = await talking(await make());
      await store.conversations.accept(inbound('m1'), leaseOf('a'));
      expect(await store.jobs.nextDue([DELIVERY])).toBeNull();
      await handle(store, [2], 0);
      expect(await store.jobs.nextDue([DELIVERY])).toBe(3_050);
      const [job] = await store.jobs.claim({ kinds: [DELIVERY], due: 9_000, limit: 5 }, leaseOf('a'));
      expect(job).toMatchObject({ payload: { conversationId: 'c1' }, maxAttempts: 12 });
    });
  });

  describe(`registers (${name})`, () => {
    test('are written by whoever has the right, one at a time', async () => {
      const { registers } = await talking(await make());
      expect(await registers.read('r')).toBeNull();
      const all = await Promise.all(['a', 'b', 'c'].map((owner) => registers.lease('r', leaseOf(owner))));
      expect(all.filter(Boolean)).toHaveLength(1);
      const owner = ['a', 'b', 'c'][all.indexOf(true)] ?? '';
      expect(await registers.write('r', 'x', leaseOf('z'))).toBe(false);
      expect(await registers.write('r', 'v', leaseOf(owner))).toBe(true);
      await registers.release('r', 'z');
      expect(await registers.lease('r', leaseOf('z'))).toBe(false);
      await registers.release('r', owner);
      expect(await registers.lease('r', leaseOf('z'))).toBe(true);
      expect(await registers.lease('r', leaseOf('y', 11_000))).toBe(true);
      expect(await registers.read('r')).toBe('v');
    });
  });
}
