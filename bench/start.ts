import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connection } from './connection.ts';
import { median } from './median.ts';
import { ours, startServer } from './servers.ts';
import { tell } from './verdict.ts';

const STARTS = 5;
const TARGET_MS = 800;
const PARTS = ['bin', 'src', 'dialogs', 'knowledge', 'schemas', 'package.json'];

/** node bench/run.js start: how long it takes from the start of the process to the first answer, with everything built
 * and learnt, and for the very first start of a checkout. */
export async function main(): Promise<number> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-start-'));
  try {
    const checkout = path.join(scratch, 'checkout');
    for (const part of PARTS) cpSync(part, path.join(checkout, part), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(checkout, 'node_modules'));
    const first = await firstAnswer(checkout, path.join(scratch, 'data'));
    await firstAnswer(checkout, path.join(scratch, 'data'));
    const later: number[] = [];
    for (let i = 0; i < STARTS; i++) later.push(await firstAnswer(checkout, path.join(scratch, 'data')));
    const warm = median(later);
    await tell('start', `Medians of ${STARTS} starts, each to the first answer of a new conversation.`, [
      {
        what: 'cold start to the first answer',
        is: `${warm.toFixed(0)} ms`,
        target: `≤ ${TARGET_MS} ms`,
        reached: warm <= TARGET_MS,
      },
      {
        what: 'the very first start: bundles, reads the content, learns the intents',
        is: `${first.toFixed(0)} ms`,
        target: '',
        reached: null,
      },
    ]);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function firstAnswer(cwd: string, data: string): Promise<number> {
  const began = performance.now();
  const server = await startServer(ours(data), { cwd });
  const one = await connection(server.port);
  const { status } = await one.post('/api/v1/conversations', '', '{}');
  const took = performance.now() - began;
  if (status !== 201) throw new Error(`the first answer was ${status}`);
  one.close();
  await server.stop();
  return took;
}
