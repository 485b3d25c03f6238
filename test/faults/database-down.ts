import { setTimeout as pause } from 'node:timers/promises';
import type { Postgres } from '../support/postgres.ts';
import { audit } from './findings.ts';
import { gone, startFleet } from './fleet.ts';
import { type Load, NOON, underLoad } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const LOAD: Load = { conversations: 6, messagesEach: 3, hotWriters: 4, at: NOON };
const EVERY_MS = 1_000;

/** Two servers on a database that is ended as by a crash and started again, so many times, while they are written
 * to. */
export async function databaseRestarts(server: Postgres, place: Place, times: number): Promise<Outcome> {
  const fleet = await startFleet(place, 2);
  try {
    const log = await underLoad(fleet, LOAD, async () => {
      for (let i = 0; i < times; i++) {
        await pause(EVERY_MS * (0.5 + Math.random()));
        await server.restart();
      }
    });
    const { happened, wrong } = await audit(place, log);
    return {
      happened: { restarts: times, ...happened, 'slowest answer ms': Math.round(log.slowestMs) },
      wrong: { ...wrong, 'servers ended': gone(fleet) },
    };
  } finally {
    await fleet.stop();
  }
}
