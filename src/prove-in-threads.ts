import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Expert } from './conversation/expert.ts';
import type { Place } from './place.ts';
import { proveRest, proveStart } from './proof/prove-dialogs.ts';
import { type Result, type Start, startsOf } from './proof/walkthrough.ts';

/** The proof of the dialogs on all cores. Without the bundled worker (when run from the sources) on one. */
export async function proveInThreads(expert: Expert, place: Place): Promise<Result> {
  const starts = [...startsOf(expert)];
  const worker = path.join(place.cache, 'proof-worker.js');
  if (!existsSync(worker)) {
    return proveRest(
      expert,
      starts.map((start) => proveStart(expert, start)),
    );
  }
  const threads = Math.min(availableParallelism(), starts.length);
  const results: Result[] = [];
  await Promise.all(
    Array.from({ length: threads }, () =>
      work(new Worker(worker, { workerData: expert.content }), starts, results),
    ),
  );
  return proveRest(expert, results);
}

/** Gives a thread one start after the other until none is left. */
function work(thread: Worker, starts: Start[], results: Result[]): Promise<unknown> {
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const start = starts.shift();
      if (start === undefined) resolve();
      else thread.postMessage(start);
    };
    thread.on('error', reject);
    thread.on('message', (result: Result) => {
      results.push(result);
      next();
    });
    next();
  }).finally(() => thread.terminate());
}
