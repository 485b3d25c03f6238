import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { begin, message, NOON, newLog, persist } from './load.ts';
import type { Outcome } from './outcome.ts';
import { kill, startWorker } from './workers.ts';

/** A server whose calls of the kernel are watched: between a message and its answer the disk has to be waited for. Null
 * where they cannot be watched. */
export async function synced(folder: string, messages: number): Promise<Outcome | null> {
  try {
    execFileSync('strace', ['-V'], { stdio: 'pipe' });
  } catch {
    console.warn('that messages are on disk is NOT seen: no strace here');
    return null;
  }
  mkdirSync(folder);
  const trace = path.join(folder, 'trace');
  const wrapper = ['strace', '-D', '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace];
  const worker = await startWorker({ databaseUrl: null, data: path.join(folder, 'data'), wrapper });
  const syncs = () => readFileSync(trace, 'utf8').match(/f(data)?sync\(/g)?.length ?? 0;
  const target = { any: () => worker };
  const log = newLog();
  try {
    const talk = await begin(target, log, NOON);
    const first = syncs();
    let unsynced = 0;
    for (let i = 0; i < messages; i++) {
      const before = syncs();
      await persist(target, log, message(talk, `m${i}`, NOON));
      if (syncs() === before) unsynced += 1;
    }
    return { happened: { messages, syncs: syncs() - first }, wrong: { 'answered before a sync': unsynced } };
  } finally {
    await kill(worker);
  }
}
