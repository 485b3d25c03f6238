import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { bootAdvisor } from './boot.ts';
import type { Advisor } from './desk/advisor.ts';
import type { Io } from './io.ts';
import type { Place } from './place.ts';

const checkedSchema = z.object({ whole: z.boolean(), told: z.array(z.string()) });

/** Reloads the content each time it is called, one after the other: checked first; broken content is told of and
 * the present one stays. */
export function createReload(place: Place, io: Io, use: (advisor: Advisor) => void): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const reload = async () => {
    const advisor = (await isWhole(place, io)) ? await bootAdvisor(place, io) : null;
    if (advisor === null) {
      io.err('daozhang serve: the content was not reloaded, the one before goes on serving');
      return;
    }
    use(advisor);
    io.err(`daozhang serve: reloaded, content version ${advisor.expert.content.version}`);
  };
  return () => {
    last = last.then(reload).catch((error) => {
      const reason = error instanceof Error ? error.message : String(error);
      io.err(`daozhang serve: the content could not be reloaded: ${reason}`);
    });
    return last;
  };
}

/** Checks the content and learns from it in a thread, so that talks go on meanwhile; what it keeps is loaded in moments.
 * Without the bundled worker (when run from the sources) it is left to whoever loads it. */
async function isWhole(place: Place, io: Io): Promise<boolean> {
  const file = path.join(place.cache, 'check-worker.js');
  if (!existsSync(file)) return true;
  const { whole, told } = checkedSchema.parse(await answerOf(new Worker(file, { workerData: place })));
  for (const line of told) io.err(line);
  return whole;
}

function answerOf(thread: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the check of the content ended with ${code}`)));
  }).finally(() => thread.terminate());
}
