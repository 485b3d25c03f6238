import { setTimeout as pause } from 'node:timers/promises';
import { askedOnce, audit } from './findings.ts';
import { gone, startFleet } from './fleet.ts';
import { begin, type Load, type Log, NOON, type Target, underLoad } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

/** How hard it blows. */
export interface Storm extends Load {
  readonly workers: number;
  readonly kills: number;
  /** between two kills */
  readonly everyMs: number;
}

const AFTER_DUE = '2026-11-19T20:00:00+08:00';

/** Several servers on one store, killed while they are written to; at the end every talk has to be asked once
 * whether the money has come. */
export async function storm(place: Place, strength: Storm): Promise<Outcome> {
  const { workers, kills, everyMs } = strength;
  const fleet = await startFleet(place, workers);
  try {
    const load = { ...strength, at: NOON };
    const log = await underLoad(fleet, load, () => fleet.killSome(kills, everyMs));
    const { happened, wrong } = await audit(place, log);
    const followUps = await letPass(fleet, log, place);
    return {
      happened: { kills, ...happened },
      wrong: { ...wrong, 'follow-ups wrong': followUps, 'servers ended': gone(fleet) },
    };
  } finally {
    await fleet.stop();
  }
}

/** Lets time pass beyond all due dates. What a server that was killed had begun is taken up after its lease. Gives
 * the number of talks that were asked not at all or more than once. */
async function letPass(target: Target, log: Log, place: Place): Promise<number> {
  for (let i = 0; i < 30; i++) {
    await Promise.all(Array.from({ length: 4 }, () => begin(target, log, AFTER_DUE)));
    const { open, wrong } = await askedOnce(place, log);
    if (open === 0) return wrong;
    await pause(500);
  }
  return (await askedOnce(place, log)).wrong;
}
