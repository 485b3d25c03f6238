import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Settings } from './worker.ts';

/** A place for a store, and how its servers are set up. */
export interface Place extends Partial<Settings> {
  readonly databaseUrl: string | null;
  readonly data: string;
  /** put before the command; becomes the server's process itself, as `strace -D` does */
  readonly wrapper?: readonly string[];
}

/** A server that can be killed. */
export interface Worker {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | string | null>;
  readonly errors: () => string;
}

const USUAL = {
  unguarded: false,
  trustingClocks: false,
  unsynced: false,
  leaseMs: 10_000,
  testClock: true,
  clockMs: 0,
};
const BUNDLE = path.resolve('build', 'faults', 'worker.mjs');
let bundled: Promise<unknown> | null = null;
/** servers that run */
const living = new Set<ChildProcess>();

/** Makes one file of the server, once a process: it starts faster than through the launcher. */
function bundle(): Promise<unknown> {
  mkdirSync(path.dirname(BUNDLE), { recursive: true });
  bundled ??= build({
    stdin: {
      contents: `import { main } from './test/faults/worker.ts'; await main(process.argv.slice(2));`,
      resolveDir: process.cwd(),
    },
    outfile: BUNDLE,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return bundled;
}

/** Starts a server; rejects where it ends before it listens. */
export async function startWorker(place: Place): Promise<Worker> {
  await bundle();
  const { databaseUrl, wrapper = [], ...own } = place;
  const settings: Settings = { ...USUAL, ...own };
  const [command = '', ...args] = [...wrapper, process.execPath, BUNDLE, JSON.stringify(settings)];
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(command, args, {
    env: databaseUrl === null ? env : { ...env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve(code ?? signal);
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const port = /port (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then((exit) => reject(new Error(`a server ended with ${exit}: ${errors}`)));
  });
  return { url, child, ended, errors: () => errors };
}

/** Kills a server without warning. */
export async function kill(worker: Worker): Promise<void> {
  worker.child.kill('SIGKILL');
  await worker.ended;
}

/** Kills whatever servers are left after something went wrong. */
export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}
