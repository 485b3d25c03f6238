import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDesk } from '../src/desk/desk.ts';
import { open } from '../src/desk/open.ts';
import { receive } from '../src/desk/receive.ts';
import { openDatabase } from '../src/store/engine/open-database.ts';
import { openStore } from '../src/store/open-store.ts';
import { AT, shipped, sixAnswers } from './our-engine.ts';

const AT_ONCE = 32;

/** Talks of six buttons as the desk receives them, kept on disk: so many talks of each of 32 merchants at once. */
export async function durableTurns(): Promise<{
  readonly play: (talks: number) => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const advisor = await shipped();
  const answers = sixAnswers(advisor);
  const data = mkdtempSync(path.join(tmpdir(), 'daozhang-turns-'));
  const store = await openStore(await openDatabase({ databaseUrl: null, data }), AT);
  const quiet = { report: console.error, warn: () => {} };
  const desk = createDesk({ advisor, store, clock: Date.now, testClock: false, keepDays: 365, ...quiet });
  const merchant = async (talks: number) => {
    for (let i = 0; i < talks; i++) {
      const { conversationId } = (await open(desk, 'web', AT)).turn;
      for (const [n, choice] of answers.entries()) {
        const message = { type: 'choice', ...choice } as const;
        await receive(desk, { conversationId, id: `m${n}`, message, at: AT });
      }
    }
  };
  return {
    play: async (talks) => {
      await Promise.all(Array.from({ length: AT_ONCE }, () => merchant(talks)));
    },
    close: async () => {
      desk.close();
      await store.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
