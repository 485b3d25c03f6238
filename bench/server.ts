import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { botkit, echo, frameworkEcho, frameworkFlow } from './http-peers.ts';
import { SENTENCES, shipped, sixAnswers } from './our-engine.ts';
import type { Loaded, LoadJob } from './server-load.ts';

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
const SERVERS: Readonly<Record<string, () => Promise<number>>> = {
  'node:http echo': echo,
  'botkit, six questions': botkit,
  'Bot Framework, echo bot': frameworkEcho,
  'Bot Framework, six questions': frameworkFlow,
};

/** node bench/run.js server: the whole server under load beside its peers. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--serve') return serve(args[1] ?? '');
  for (const contender of await contenders(args)) {
    const { name } = contender;
    const loaded = await measure(contender);
    console.log(name, JSON.stringify(loaded));
  }
  return 0;
}

async function contenders(only: readonly string[]): Promise<Contender[]> {
  const advisor = await shipped();
  const buttons = sixAnswers(advisor).map((choice) => JSON.stringify({ choice }));
  const words = SENTENCES.slice(0, 6).map((text) => JSON.stringify({ text }));
  const all: Contender[] = [
    { name: 'node:http echo', kind: 'plain', moves: SIX },
    { name: 'daozhang, buttons', kind: 'daozhang', moves: buttons },
    { name: 'daozhang, words', kind: 'daozhang', moves: words },
    { name: 'botkit, six questions', kind: 'botkit', moves: SIX },
    { name: 'Bot Framework, echo bot', kind: 'framework', moves: SIX },
    { name: 'Bot Framework, six questions', kind: 'framework', moves: SIX },
  ];
  return only.length === 0 ? all : all.filter(({ name }) => only.some((part) => name.includes(part)));
}

async function serve(name: string): Promise<number> {
  const start = SERVERS[name];
  if (start === undefined) return 2;
  console.log(`listens on http://localhost:${await start()}`);
  return new Promise(() => {});
}

async function measure({ name, kind, moves }: Contender): Promise<Loaded> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-bench-'));
  const server = await startServer(name, scratch);
  try {
    const job: LoadJob = {
      ...{ port: server.port, pid: server.child.pid ?? 0, kind, moves: [...moves] },
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
    await ended(server.child);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Starts a server on one core and waits until it tells its port. */
function startServer(
  name: string,
  data: string,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const ours = name.startsWith('daozhang');
  const command = ours
    ? [...profiling(), 'bin/daozhang.js', 'serve', '--port', '0', '--data', data]
    : ['bench/run.js', 'server', '--serve', name];
  const child = spawn('taskset', ['-c', '0', process.execPath, ...command], {
    stdio: ['ignore', 'pipe', ours ? 'ignore' : 'inherit'],
    env: { ...process.env, DAOZHANG_TRUSTED_PROXIES: '127.0.0.1' },
  });
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (part) => {
      told += part;
      const port = /listens on \S+:(\d+)/.exec(told)?.[1];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
    child.once('exit', () => reject(new Error(`${name} did not start`)));
  });
}

function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
