import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from './load.ts';
import { kill, type Place, startWorker, type Worker } from './workers.ts';

/** Several servers on one store. */
export interface Fleet extends Target {
  readonly workers: Worker[];
  any(): Worker;
  /** Kills a server and starts another in its place, so many times. */
  killSome(times: number, everyMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts so many servers on a place. */
export async function startFleet(place: Place, size: number): Promise<Fleet> {
  const workers = await Promise.all(Array.from({ length: size }, () => startWorker(place)));
  const any = () => {
    // Where one has just been killed the other is still to come.
    const alive = workers.filter((one) => !hasEnded(one));
    const some = alive.length > 0 ? alive : workers;
    const one = some[Math.floor(Math.random() * some.length)];
    if (one === undefined) throw new Error('no server is left');
    return one;
  };
  return {
    workers,
    any,
    killSome: async (times, everyMs) => {
      for (let i = 0; i < times; i++) {
        await pause(everyMs * (0.5 + Math.random()));
        const victim = any();
        await kill(victim);
        workers[workers.indexOf(victim)] = await startWorker(place);
      }
    },
    stop: async () => {
      await Promise.all(workers.map(kill));
    },
  };
}

/** How many servers ended by themselves. */
export function gone({ workers }: Fleet): number {
  return workers.filter(hasEnded).length;
}

function hasEnded({ child }: Worker): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
