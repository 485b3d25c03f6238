import { parentPort, workerData } from 'node:worker_threads';
import { bootAdvisor } from './boot.ts';

// One thread of a reload: checks the content of a place and learns from it, which keeps both beside the program, and
// answers with what there is to tell of it.
const told: string[] = [];
const advisor = await bootAdvisor(workerData, { err: (line) => told.push(line) });
parentPort?.postMessage({ whole: advisor !== null, told });
