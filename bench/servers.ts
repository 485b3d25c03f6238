import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server in a process of its own. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** from the start of the process until it listened */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** How a server is started: on one core only, with more settings, or as it is installed elsewhere. */
export interface Start {
  readonly core?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Ours, as `npm start` starts it, on any free port. */
export function ours(data: string): string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync('package.json', 'utf8'));
  return [...scripts.start.split(' ').slice(1), '--port', '0', '--data', data];
}

/** Starts a server and waits until it tells its port. Whoever calls it on loopback may name another address. */
export function startServer(
  command: readonly string[],
  { core, env = {}, cwd }: Start = {},
): Promise<Server> {
  const pin = core === undefined ? [] : ['taskset', '-c', String(core)];
  const [program = '', ...args] = [...pin, process.execPath, ...profiling(command), ...command];
  const began = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', process.env.BENCH_TELL === undefined ? 'ignore' : 'inherit'],
    env: { ...process.env, DAOZHANG_TRUSTED_PROXIES: '127.0.0.1', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (part) => {
      told += part;
      const port = /listens on \S+:(\d+)/.exec(told)?.[1];
      const startMs = performance.now() - began;
      if (port !== undefined) resolve({ pid: child.pid ?? 0, port: Number(port), startMs, stop });
    });
    child.once('exit', () => reject(new Error(`${command.join(' ')} did not start`)));
  });
}

function profiling(command: readonly string[]): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder === undefined || !command.some((part) => part.startsWith('bin/'))
    ? []
    : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

/** User and system time of a process so far, in seconds. The program's name, in brackets, may hold blanks. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // So many ticks make a second in /proc.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The memory that a process holds, in MB: all of it, or what it has mapped from files, the program of Node above all. */
export function residentMb(pid: number, kind: 'VmRSS' | 'RssFile' = 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
}
