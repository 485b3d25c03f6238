import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { HOME } from './advisor.ts';

/** The program as a process of its own, started through its launcher. */
export interface Started {
  readonly child: ChildProcess;
  readonly errors: () => string;
  /** resolves with the exit code, or the signal that ended it */
  readonly ended: Promise<number | string | null>;
}

/** Starts `daozhang` with these arguments. */
export function startProcess(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [path.join(HOME, 'bin/daozhang.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, errors: () => errors, ended };
}

/** Starts the server and waits for the address that it prints. */
export async function startServer(args: readonly string[], env: Record<string, string> = {}) {
  const started = startProcess(['serve', '--port', '0', ...args], env);
  let out = '';
  const url = await new Promise<string>((resolve, reject) => {
    started.child.stdout?.setEncoding('utf8').on('data', (text) => {
      out += text;
      const [, port] = /http:\/\/localhost:(\d+)\n/.exec(out) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    void started.ended.then((exit) =>
      reject(new Error(`the server ended with ${exit}: ${started.errors()}`)),
    );
  });
  return { ...started, url, output: () => out };
}
