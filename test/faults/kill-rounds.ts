import { setTimeout as pause } from 'node:timers/promises';
import { audit, damage } from './findings.ts';
import { type Load, NOON, underLoad } from './load.ts';
import { added, type Outcome } from './outcome.ts';
import { kill, type Place, startWorker, type Worker } from './workers.ts';

const LOAD: Load = { conversations: 2, messagesEach: 2, hotWriters: 3, at: NOON };
const LATEST_MS = 400;
const ATTEMPTS = 3;

/** One server on one store, which is kept: in each round it is written to, killed at a random moment and started
 * again; then what the round was answered is looked for in the store. */
export async function killRounds(place: Place, rounds: number): Promise<Outcome> {
  let worker = await startWorker(place);
  const outcomes: Outcome[] = [];
  const starts: number[] = [];
  const unclean: string[] = [];
  try {
    for (let i = 0; i < rounds; i++) {
      const log = await underLoad({ any: () => worker }, LOAD, async () => {
        await pause(Math.random() * LATEST_MS);
        await kill(worker);
        const began = performance.now();
        worker = await startAgain(place, unclean);
        starts.push(performance.now() - began);
      });
      const { happened, wrong } = await audit(place, log);
      outcomes.push({ happened, wrong: { ...wrong, damaged: await damage(place) } });
    }
  } finally {
    await kill(worker);
  }
  return {
    happened: {
      kills: rounds,
      ...added(outcomes.map(({ happened }) => happened)),
      'slowest start ms': Math.round(Math.max(...starts)),
    },
    wrong: { ...added(outcomes.map(({ wrong }) => wrong)), 'starts failed': unclean.length },
  };
}

async function startAgain(place: Place, unclean: string[]): Promise<Worker> {
  for (;;) {
    try {
      return await startWorker(place);
    } catch (error) {
      unclean.push(String(error));
      if (unclean.length >= ATTEMPTS) throw error;
    }
  }
}
