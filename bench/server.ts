import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commitLimit } from './commit-limit.ts';
import { botkit, echo, frameworkEcho, frameworkFlow } from './http-peers.ts';
import { SENTENCES, shipped, sixAnswers } from './our-engine.ts';
import type { Loaded, LoadJob } from './server-load.ts';
import { ours, startServer } from './servers.ts';

/** A server to be measured, and how it is talked to. */
interface Contender {
  readonly name: string;
  readonly kind: LoadJob['kind'];
  readonly moves: readonly string[];
}

const CONNECTIONS = 32;
const WARM_S = 5;
const ROUNDS = 3;
const ROUND_S = 1.5;
const SIX = ['甲', '甲', '甲', '甲', '甲', '甲'];
const OURS = 'daozhang';
const ECHO = 'node:http echo';
const SERVERS: Readonly<Record<string, (data: string) => Promise<number>>> = {
  [ECHO]: echo,
  'node:http and the same commit': commitLimit,
  'botkit, six questions': botkit,
  'Bot Framework, echo bot': frameworkEcho,
  'Bot Framework, six questions': frameworkFlow,
};

/** node bench/run.js server [NAME ...]: prints the whole server under load beside its peers. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--serve') return serve(args[1] ?? '', args[2] ?? '');
  console.log((await serverLines(args)).join('\n'));
  return 0;
}

/** The table of the servers, with the targets and whether they are reached. */
export async function serverLines(only: readonly string[] = []): Promise<string[]> {
  const found = new Map<string, Loaded>();
  for (const contender of await contenders(only)) found.set(contender.name, await measure(contender));
  const base = found.get(ECHO);
  const row = (name: string, { cpuMicros, perSecond, p50, p99 }: Loaded) => {
    const times = base === undefined ? '' : (cpuMicros / base.cpuMicros).toFixed(1);
    return `| ${name} | ${cpuMicros.toFixed(0)} | ${times} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`;
  };
  return [
    `${CONNECTIONS} connections, on each one merchant after the other who waits for every answer; the server on one core, the client in`,
    `a process of its own on the other. Medians of ${ROUNDS} rounds of ${ROUND_S} s of the server's CPU. Ours is \`npm start\` on the embedded`,
    'store, each turn on the disk before it is answered; the peers keep nothing.',
    '',
    '| server | CPU µs a turn | times the echo | turns/s | p50 ms | p99 ms |',
    '|---|---|---|---|---|---|',
    ...[...found].map(([name, loaded]) => row(name, loaded)),
    '',
    ...targets(found),
  ];
}

/** A figure of ours beside that of a peer: reached where it is not beyond the target. */
function targets(found: ReadonlyMap<string, Loaded>): string[] {
  const ours = found.get(`${OURS}, buttons`);
  const ratio = (name: string, of: (ours: Loaded, peer: Loaded) => number): number => {
    const peer = found.get(name);
    return ours === undefined || peer === undefined ? Number.NaN : of(ours, peer);
  };
  const all = [
    {
      what: 'CPU of a turn, times the echo',
      is: ratio(ECHO, (a, b) => a.cpuMicros / b.cpuMicros),
      target: 2.5,
      least: false,
    },
    {
      what: 'turns/s, times botkit',
      is: ratio('botkit, six questions', (a, b) => a.perSecond / b.perSecond),
      target: 8,
      least: true,
    },
    {
      what: 'turns/s, times the Bot Framework',
      is: ratio('Bot Framework, six questions', (a, b) => a.perSecond / b.perSecond),
      target: 20,
      least: true,
    },
    { what: 'p99, times the echo', is: ratio(ECHO, (a, b) => a.p99 / b.p99), target: 4, least: false },
  ];
  return [
    '| buttons | measured | target | |',
    '|---|---|---|---|',
    ...all.map(({ what, is, target, least }) => {
      const reached = least ? is >= target : is <= target;
      return `| ${what} | ${is.toFixed(1)} | ${least ? '≥' : '≤'} ${target} | ${reached ? 'reached' : 'missed'} |`;
    }),
  ];
}

async function contenders(only: readonly string[]): Promise<Contender[]> {
  const advisor = await shipped();
  const buttons = sixAnswers(advisor).map((choice) => JSON.stringify({ choice }));
  const words = SENTENCES.slice(0, 6).map((text) => JSON.stringify({ text }));
  const all: Contender[] = [
    { name: ECHO, kind: 'plain', moves: SIX },
    { name: 'node:http and the same commit', kind: 'plain', moves: SIX },
    { name: `${OURS}, buttons`, kind: 'daozhang', moves: buttons },
    { name: `${OURS}, words`, kind: 'daozhang', moves: words },
    { name: 'botkit, six questions', kind: 'botkit', moves: SIX },
    { name: 'Bot Framework, echo bot', kind: 'framework', moves: SIX },
    { name: 'Bot Framework, six questions', kind: 'framework', moves: SIX },
  ];
  return only.length === 0 ? all : all.filter(({ name }) => only.some((part) => name.includes(part)));
}

async function serve(name: string, data: string): Promise<number> {
  const start = SERVERS[name];
  if (start === undefined) return 2;
  console.log(`listens on http://localhost:${await start(data)}`);
  return new Promise(() => {});
}

async function measure({ name, kind, moves }: Contender): Promise<Loaded> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-bench-'));
  const command = name.startsWith(OURS)
    ? ours(scratch)
    : ['bench/run.js', 'server', '--serve', name, scratch];
  const server = await startServer(command, { core: 0 });
  try {
    const job: LoadJob = {
      ...{ port: server.port, pid: server.pid, kind, moves: [...moves] },
      ...{ connections: CONNECTIONS, warm: WARM_S, rounds: ROUNDS, round: ROUND_S },
    };
    const { stdout, status, stderr } = spawnSync(
      'taskset',
      ['-c', '1', process.execPath, 'bench/run.js', 'server-load', JSON.stringify(job)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
