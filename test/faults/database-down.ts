import { setTimeout as pause } from 'node:timers/promises';
import { type Postgres, startPostgres, startStandby } from '../support/postgres.ts';
import { audit } from './findings.ts';
import { gone, startFleet } from './fleet.ts';
import { type Load, NOON, underLoad } from './load.ts';
import { added, type Outcome } from './outcome.ts';
import { startProxy } from './proxy.ts';
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

/** Nothing is told to be kept before a standby has it too. */
const SYNCHRONOUS = ['-c', 'synchronous_standby_names=*'];

/** Two servers on a database that is lost for good while they are written to; its standby takes its place behind the
 * same address. */
export async function failover(binaries: string, data: string, rounds: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  let slowestMs = 0;
  for (let i = 0; i < rounds; i++) {
    const primary = await startPostgres(binaries, SYNCHRONOUS);
    const standby = await startStandby(binaries, primary);
    const proxy = await startProxy(await primary.fresh());
    const place = { databaseUrl: proxy.url, data };
    const fleet = await startFleet(place, 2);
    try {
      const log = await underLoad(fleet, LOAD, async () => {
        await pause(EVERY_MS * (0.5 + Math.random()));
        await primary.stop();
        await standby.promote();
        proxy.moveTo(standby.port);
      });
      const { happened, wrong } = await audit(place, log);
      outcomes.push({ happened, wrong: { ...wrong, 'servers ended': gone(fleet) } });
      slowestMs = Math.max(slowestMs, log.slowestMs);
    } finally {
      await fleet.stop();
      proxy.stop();
      await standby.stop();
    }
  }
  return {
    happened: {
      failovers: rounds,
      ...added(outcomes.map(({ happened }) => happened)),
      'slowest answer ms': Math.round(slowestMs),
    },
    wrong: added(outcomes.map(({ wrong }) => wrong)),
  };
}
