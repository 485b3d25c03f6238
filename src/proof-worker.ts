import { parentPort, workerData } from 'node:worker_threads';
import { createExpert } from './conversation/expert.ts';
import { economyOf } from './proof/economy.ts';
import { proveStart } from './proof/prove-dialogs.ts';

// One thread of `daozhang check`: gets the content once, then a start at a time, and answers each with its result.
const expert = createExpert(workerData);
parentPort?.on('message', (start) =>
  parentPort?.postMessage([proveStart(expert, start), economyOf(expert, start)]),
);
