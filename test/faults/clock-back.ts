import { setTimeout as pause } from 'node:timers/promises';
import { audit, leaveLeases, talksKept } from './findings.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type Load, NOON, underLoad } from './load.ts';
import { added, type Outcome } from './outcome.ts';
import { kill, type Place, startWorker } from './workers.ts';

// Messages say what time it is to merchants; leases go by the server's own clock.
const LOAD: Load = { conversations: 2, messagesEach: 2, hotWriters: 5, at: NOON };
/** those, and the one into which several write */
const TALKS = LOAD.conversations + 1;
const HOUR_MS = 3_600_000;
/** A talk waits no longer than this for what a server that is gone had begun. */
const LONGEST_MS = 30_000;

/** In every other round a server's clock is set back by an hour while it answers; in the rounds between it is killed, and
 * the one that takes its place has a clock an hour behind, by which the leases of the first end in an hour only. It holds
 * them for moments, so whatever it holds when it dies is too little by chance: every talk is left as if it held it. */
export async function clockBack(place: Place, rounds: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  let slowestMs = 0;
  let slow = 0;
  for (let i = 0; i < rounds; i++) {
    const fleet = await startFleet(place, 1);
    try {
      const talks = (await talksKept(place)) + TALKS;
      const meanwhile = () => (i % 2 === 0 ? replaced(fleet, place, talks) : setBack(fleet));
      const log = await underLoad(fleet, LOAD, meanwhile);
      outcomes.push(await audit(place, log));
      slowestMs = Math.max(slowestMs, log.slowestMs);
      if (log.slowestMs > LONGEST_MS) slow += 1;
    } finally {
      await fleet.stop();
    }
  }
  return {
    happened: {
      'times an hour back': rounds,
      ...added(outcomes.map(({ happened }) => happened)),
      'slowest answer ms': Math.round(slowestMs),
    },
    wrong: { ...added(outcomes.map(({ wrong }) => wrong)), [`waited over ${LONGEST_MS} ms`]: slow },
  };
}

async function setBack({ workers }: Fleet): Promise<void> {
  await pause(Math.random() * 150);
  workers[0]?.child.kill('SIGUSR2');
  await pause(300);
}

/** As soon as there are so many talks. */
async function replaced({ workers }: Fleet, place: Place, talks: number): Promise<void> {
  const [first] = workers;
  if (first === undefined) throw new Error('no server was started');
  while ((await talksKept(place)) < talks) await pause(20);
  await pause(Math.random() * 150);
  await kill(first);
  await leaveLeases(place, Date.now() + (place.leaseMs ?? 0));
  workers.push(await startWorker({ ...place, clockMs: -HOUR_MS }));
}
