import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Expert } from './conversation/expert.ts';
import type { Place } from './place.ts';
import { type Economy, economyOf } from './proof/economy.ts';
import { proveRest, proveStart } from './proof/prove-dialogs.ts';
import { type Result, type Start, startsOf } from './proof/walkthrough.ts';

/** The proof of the dialogs, and how economical they are. */
export interface Proven {
  readonly proof: Result;
  /** in the order of startsOf */
  readonly economy: readonly Economy[];
}

/** What one start gives. */
type Answer = readonly [Result, Economy];

/** The proof of the dialogs on all cores. Without the bundled worker (when run from the sources) on one. */
export async function proveInThreads(expert: Expert, place: Place): Promise<Proven> {
  const starts = startsOf(expert);
  const worker = path.join(place.cache, 'proof-worker.js');
  const answers = existsSync(worker)
    ? await inThreads(starts, () => new Worker(worker, { workerData: expert.content }))
    : starts.map((start): Answer => [proveStart(expert, start), economyOf(expert, start)]);
  return {
    proof: proveRest(
      expert,
      answers.map(([result]) => result),
    ),
    economy: answers.map(([, economy]) => economy),
  };
}

/** The answers to all starts, in their order; each thread takes the next start when it is done with one. */
async function inThreads(starts: readonly Start[], thread: () => Worker): Promise<readonly Answer[]> {
  const answers = new Map<number, Answer>();
  const left = [...starts.entries()];
  const threads = Math.min(availableParallelism(), starts.length);
  await Promise.all(Array.from({ length: threads }, () => work(thread(), left, answers)));
  return [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}

/** Gives a thread one start after the other until none is left. */
function work(thread: Worker, left: [number, Start][], answers: Map<number, Answer>): Promise<unknown> {
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const [index, start] = left.shift() ?? [];
      if (index === undefined) {
        resolve();
        return;
      }
      thread.once('message', (answer: Answer) => {
        answers.set(index, answer);
        next();
      });
      thread.postMessage(start);
    };
    thread.on('error', reject);
    next();
  }).finally(() => thread.terminate());
}
