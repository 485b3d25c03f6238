import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { conversationSchema, openedSchema, turnSchema } from '../../src/web/wire.ts';
import { kill, startWorker } from './workers.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-burst-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const BURST = ['我昨天下午3点刷的', '储蓄卡', '没到账', '平时是T+1', '结算卡没换过', '麻烦看看'];

test('six messages at once are six in the transcript, in order, with one coherent state, ten times over', async () => {
  const worker = await startWorker({ databaseUrl: null, data: scratch });
  try {
    for (let i = 0; i < 10; i++) {
      const response = await fetch(`${worker.url}/api/v1/conversations`, { method: 'POST' });
      const { conversationId, token } = openedSchema.parse(await response.json());
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const place = `${worker.url}/api/v1/conversations/${conversationId}`;
      const turns = await Promise.all(
        BURST.map(async (text) => {
          const body = JSON.stringify({ text });
          const answer = await fetch(`${place}/messages`, { method: 'POST', headers, body });
          expect(answer.status).toBe(200);
          return { text, ...turnSchema.parse(await answer.json()) };
        }),
      );
      const shown = conversationSchema.parse(await (await fetch(place, { headers })).json());
      const heard = shown.messages.filter(({ from }) => from === 'merchant').map(({ text }) => text);
      const byTurn = [...turns].sort((a, b) => a.turn - b.turn);
      expect(byTurn.map(({ turn }) => turn)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(heard).toEqual(byTurn.map(({ text }) => text));
      expect(shown.slots).toEqual(byTurn.at(-1)?.slots);
      expect(Object.keys(shown.slots)).toEqual(expect.arrayContaining(['card_type', 'txn_at']));
      const said = shown.messages.filter(({ from }) => from === 'bot').map(({ text }) => text);
      expect(said.slice(1)).toEqual(byTurn.flatMap(({ replies }) => replies.map(({ text }) => text)));
    }
  } finally {
    await kill(worker);
  }
}, 60_000);
