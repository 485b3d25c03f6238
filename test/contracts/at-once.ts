import { describe, expect, test } from 'vitest';
import { begin } from '../../src/conversation/conversation.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Handled, Held } from '../../src/store/store.ts';
import { inbound, leaseOf, openedStore } from './store.ts';

/** Answers what is pending with "re: seq". */
function answering(held: Held): Handled {
  return {
    conversation: { ...held.conversation, version: 'v2', turn: held.conversation.turn + 1 },
    version: held.version,
    lease: leaseOf('a'),
    answers: held.pending.map(({ seq }) => ({
      seq,
      replies: [{ kind: 'text', text: `re: ${seq}` }],
      answer: `{"re":${seq}}`,
      at: 3_000,
    })),
    jobs: [],
    caseNews: [],
  };
}

/** What every store must do with a message that can be answered as it is kept. */
export function atOnceContract(name: string, make: () => Promise<Database>): void {
  describe(`a message that is answered as it is kept (${name})`, () => {
    test('is there with its answer and the state after it', async () => {
      const { conversations } = await openedStore(await make());
      const versions: unknown[] = [];
      for (const [i, seq] of [2, 4, 6].entries()) {
        const kept = await conversations.accept(inbound(`m${i}`), leaseOf('a'), answering);
        expect(kept).toMatchObject({ type: 'answered', seq });
        versions.push((await conversations.load('c1'))?.version);
      }
      expect(new Set(versions).size).toBe(3);
      expect(await conversations.load('c1')).toMatchObject({
        pending: [],
        conversation: { ...begin('c1'), version: 'v2', turn: 3 },
      });
      expect(await conversations.transcript('c1', 3)).toMatchObject([
        { seq: 4, from: 'merchant', text: 'm1', answer: '{"re":4}', doing: { type: 'said', text: 'm1' } },
        { seq: 5, from: 'bot', text: 're: 4', replyTo: 4, kind: 'text' },
        { seq: 6, from: 'merchant', text: 'm2' },
        { seq: 7, from: 'bot', text: 're: 6', replyTo: 6 },
      ]);
    });

    test('gets its first answer again, and changes nothing', async () => {
      const { conversations } = await openedStore(await make());
      const all = await Promise.all(
        [1, 2, 3].map(() => conversations.accept(inbound('m1'), leaseOf('a'), answering)),
      );
      expect(all.filter(({ type }) => type === 'answered')).toHaveLength(1);
      expect(all.filter(({ type }) => type === 'kept')).toMatchObject(
        [1, 2].map(() => ({ seq: 2, answer: '{"re":2}', held: null })),
      );
      expect(await conversations.transcript('c1', 1)).toHaveLength(2);
    });

    test('is left to who holds the talk, and waits for what came before it', async () => {
      const { conversations, backlog } = await openedStore(await make());
      await conversations.accept(inbound('m1'), leaseOf('a'));
      const behind = await conversations.accept(inbound('m2'), leaseOf('b'), answering);
      expect(behind).toMatchObject({ type: 'kept', answer: null, held: null });
      await backlog.release('c1', 'a');
      const next = await conversations.accept(inbound('m3'), leaseOf('c'), answering);
      expect(next).toMatchObject({ type: 'kept', held: { pending: [{ seq: 2 }, { seq: 3 }, { seq: 4 }] } });
      const nowhere = { ...inbound('m'), conversationId: 'c2' };
      expect(await conversations.accept(nowhere, leaseOf('a'), answering)).toEqual({ type: 'absent' });
    });

    test('sees what another process has made of the talk', async () => {
      const database = await make();
      const here = await openedStore(database);
      await here.conversations.accept(inbound('m1'), leaseOf('a'), answering);
      const state = JSON.stringify({ ...begin('c1'), turn: 40 });
      await database.query('update conversations set state = ?, version = version + 1 where id = ?', [
        state,
        'c1',
      ]);
      const kept = await here.conversations.accept(inbound('m2'), leaseOf('a'), answering);
      expect(kept).toMatchObject({ handled: { conversation: { turn: 41 } } });
    });

    test('never takes for the present what it remembers of a turn that the database has lost', async () => {
      const database = await make();
      const here = await openedStore(database);
      const there = await openStore(database, 0);
      const [before] = await database.query('select * from conversations where id = ?', ['c1']);
      const lose = async () => {
        await database.query('delete from messages where conversation_id = ? and seq > 1', ['c1']);
        await database.query(
          'update conversations set state = ?, version = ?, last_seq = ?, updated_at = ? where id = ?',
          [String(before?.state), 0, 1, Number(before?.updated_at), 'c1'],
        );
      };
      const first = await here.conversations.accept(inbound('m1'), leaseOf('a'), answering);
      expect(first).toMatchObject({ type: 'answered', handled: { conversation: { turn: 1 } } });
      await lose();
      // Others have made as many turns of it meanwhile.
      await there.conversations.accept(inbound('m2'), leaseOf('b'), (held) => {
        const handled = answering(held);
        return { ...handled, conversation: { ...handled.conversation, turn: 70 } };
      });
      const next = await here.conversations.accept(inbound('m3'), leaseOf('a'), answering);
      expect(next).toMatchObject({ type: 'answered', seq: 4, handled: { conversation: { turn: 71 } } });
      await lose();
      const again = await here.conversations.accept(inbound('m1'), leaseOf('a'), answering);
      expect(again).toMatchObject({ type: 'answered', seq: 2, handled: { conversation: { turn: 1 } } });
    });

    test('is not kept where handling fails, and nobody remembers what was undone', async () => {
      const { conversations } = await openedStore(await make());
      const failing = (held: Held): Handled => {
        answering(held);
        throw new Error('no words');
      };
      const two = (held: Held): Handled => ({ ...answering(held), answers: [] });
      for (const handle of [failing, two]) {
        await expect(conversations.accept(inbound('m1'), leaseOf('a'), handle)).rejects.toThrow();
      }
      expect(await conversations.transcript('c1', 1)).toEqual([]);
      const kept = await conversations.accept(inbound('m1'), leaseOf('a'), answering);
      expect(kept).toMatchObject({ type: 'answered', handled: { version: 0, conversation: { turn: 1 } } });
    });
  });
}
