import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Connection, connection } from './connection.ts';
import { median } from './median.ts';
import { TALKS, type TalkKind } from './server-talks.ts';

const jobSchema = z.object({
  port: z.number(),
  pid: z.number(),
  kind: z.enum(['plain', 'botkit', 'framework', 'daozhang']),
  moves: z.array(z.string()),
  connections: z.number(),
  /** CPU seconds of the server before the first round, and of each round: other load does not shorten them */
  warm: z.number(),
  rounds: z.number(),
  round: z.number(),
});

/** What to send to which server, and how long. */
export type LoadJob = z.infer<typeof jobSchema>;

/** Medians of the rounds. */
export interface Loaded {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** So many CPU ticks make a second in /proc. */
const TICKS = 100;
const LOOK_MS = 50;

/** node bench/run.js server-load JOB: talks over several connections at once, each of them one merchant after the other
 * who waits for each answer, and prints as JSON what a turn cost the server and how long it took. */
export async function main([text = '']: readonly string[]): Promise<number> {
  const job = jobSchema.parse(JSON.parse(text));
  const state = { running: true, times: [] as number[] };
  const talk = TALKS[job.kind satisfies TalkKind];
  const connections = await Promise.all(Array.from({ length: job.connections }, () => connection(job.port)));
  const talking = connections.map(async (one, i) => {
    const timed = clocked(one, state.times);
    for (let n = 0; state.running; n++) await talk(timed, `${i}-${n}`, job.moves);
  });
  const failed = Promise.all(talking).then(() => new Promise<never>(() => {}));
  const rounds = await Promise.race([measure(job, state.times), failed]);
  state.running = false;
  await Promise.all(talking);
  for (const one of connections) one.close();
  const middle = (key: keyof Loaded) => median(rounds.map((round) => round[key]));
  const loaded: Loaded = {
    cpuMicros: middle('cpuMicros'),
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
  };
  console.log(JSON.stringify(loaded));
  return 0;
}

async function measure(job: LoadJob, times: number[]): Promise<Loaded[]> {
  await used(job, job.warm);
  const rounds: Loaded[] = [];
  for (let round = 0; round < job.rounds; round++) {
    times.length = 0;
    const began = performance.now();
    const cpu = await used(job, job.round);
    const seconds = (performance.now() - began) / 1_000;
    const sorted = times.slice().sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    rounds.push({
      cpuMicros: (cpu * 1e6) / sorted.length,
      perSecond: sorted.length / seconds,
      p50: at(0.5),
      p99: at(0.99),
    });
  }
  return rounds;
}

/** Waits until the server has used so much CPU, and gives how much it was. */
async function used({ pid }: LoadJob, seconds: number): Promise<number> {
  const before = cpuSeconds(pid);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const cpu = cpuSeconds(pid) - before;
    if (cpu >= seconds) return cpu;
  }
}

function clocked(one: Connection, times: number[]): Connection {
  return {
    ...one,
    post: async (path, headers, body) => {
      const began = performance.now();
      const answer = await one.post(path, headers, body);
      times.push(performance.now() - began);
      return answer;
    },
  };
}

/** User and system time of a process so far. The program's name, in brackets, may hold blanks. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
