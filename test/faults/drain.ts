import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../support/process.ts';
import { audit } from './findings.ts';
import { attempt, begin, type Log, message, NOON, newLog } from './load.ts';
import { added, type Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const TALKS = 32;
/** Requests that run get 5 s. */
const LONGEST_MS = 7_000;

/** A server that is told to stop (SIGTERM) while each of many talks waits for an answer; in every round it is another
 * moment. Whatever it has kept it has to answer before it ends. */
export async function drained(place: Place, rounds: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  const times: number[] = [];
  let wrongEnds = 0;
  let inFlight = 0;
  for (let i = 0; i < rounds; i++) {
    const args = ['--data', place.data, '--test-clock'];
    const server = await startServer(args, { DATABASE_URL: place.databaseUrl ?? '' });
    const log = newLog();
    const target = { any: () => server };
    const talks = await Promise.all(Array.from({ length: TALKS }, () => begin(target, log, NOON)));
    const writing = talks.map((talk) => write(server.url, log, talk));
    await pause(Math.random() * 300);
    inFlight += waiting(log);
    const began = performance.now();
    server.child.kill('SIGTERM');
    const exit = await server.ended;
    times.push(performance.now() - began);
    await Promise.all(writing);
    if (exit !== 0) wrongEnds += 1;
    outcomes.push(await audit(place, answered(log)));
  }
  return {
    happened: {
      SIGTERM: rounds,
      'in flight': inFlight,
      ...added(outcomes.map(({ happened }) => happened)),
      'slowest end ms': Math.round(Math.max(...times)),
    },
    wrong: {
      ...added(outcomes.map(({ wrong }) => wrong)),
      'exit code not 0': wrongEnds,
      [`ended after ${LONGEST_MS} ms`]: times.filter((ms) => ms > LONGEST_MS).length,
    },
  };
}

/** One message after the other, each sent once, until the server is gone. */
async function write(url: string, log: Log, talk: Awaited<ReturnType<typeof begin>>): Promise<void> {
  const mine: string[] = [];
  log.sent.set(talk.conversationId, [mine]);
  for (let i = 0; ; i++) {
    const id = `${talk.conversationId}-${i}`;
    mine.push(id);
    log.answers.set(id, new Set());
    const answer = await attempt(url, message(talk, id, NOON));
    if (answer === null) return;
    log.answers.get(id)?.add(answer);
  }
}

function waiting(log: Log): number {
  return [...log.answers.values()].filter((answers) => answers.size === 0).length;
}

// What was never answered was refused at the door; were it kept, it would be found as a message without an answer.
function answered(log: Log): Log {
  return { ...log, answers: new Map([...log.answers].filter(([, answers]) => answers.size > 0)) };
}
