import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { bootAdvisor } from './boot.ts';
import { type Config, configure, type Flags } from './config.ts';
import { consoleFiles } from './console-files.ts';
import { FIRST_MINUTES } from './desk/login/first-admin.ts';
import type { Exit, Io } from './io.ts';
import { keepHeapLean } from './lean-heap.ts';
import { type Running, start } from './main.ts';
import { openChannels } from './open-channels.ts';
import type { Place } from './place.ts';
import { createReload } from './reload.ts';
import { isLoopback } from './web/server.ts';
import type { PageSource } from './web/service.ts';

/** `daozhang serve`: runs until it is told to stop. */
export async function serveCommand(flags: Flags, place: Place, io: Io): Promise<Exit> {
  const configured = configure(flags, process.env);
  if (!configured.ok) return refuse(io, configured.message);
  const { config } = configured;
  keepHeapLean();
  if (config.testClock && !isLoopback(config.host)) {
    return refuse(io, '--test-clock lets callers set the time, so it needs --host 127.0.0.1');
  }
  const opened = await openChannels(process.env, { loopback: isLoopback(config.host), warn: io.err });
  if (!opened.ok) return refuse(io, opened.message);
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  try {
    const [version, page] = await Promise.all([versionOf(place), pageOf(place)]);
    const running = await start(advisor, config, {
      version,
      page,
      consoleFiles: consoleFiles(place),
      log: io.err,
      channels: opened.channels,
    });
    const reload = createReload(place, io, running.replaceAdvisor);
    process.on('SIGHUP', () => void reload());
    io.out(`daozhang listens on http://${shownHost(config)}:${running.port}\n`);
    if (running.firstKey !== null) io.out(firstLine(config, running));
    await stopped(running);
    return 0;
  } catch (error) {
    return cannotStart(error, config, io);
  }
}

function firstLine(config: Config, { port, firstKey }: Running): string {
  const link = `http://${shownHost(config)}:${port}/first?key=${firstKey}`;
  return `nobody works at the desk yet: ${link} adds the first admin (once, within ${FIRST_MINUTES} minutes)\n`;
}

function refuse(io: Io, message: string): Exit {
  io.err(`daozhang serve: ${message}`);
  return 2;
}

function cannotStart(error: unknown, config: Config, io: Io): Exit {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    io.err(
      `daozhang serve: port ${config.port} is in use: stop what listens there, or choose another with --port`,
    );
    return 1;
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    io.err(`daozhang serve: cannot use ${config.host}:${config.port} or ${config.data} (${code})`);
    return 1;
  }
  const reason = error instanceof Error ? error.message : String(error);
  io.err(`daozhang serve: cannot start with ${storeOf(config)}: ${reason}`);
  return 1;
}

// Without the password that the address may hold.
function storeOf({ databaseUrl, data }: Config): string {
  return databaseUrl === null ? `--data ${data}` : `the PostgreSQL at ${new URL(databaseUrl).host}`;
}

function shownHost({ host }: Config): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function stopped(running: Running): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      running.stop().then(resolve, reject);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}

async function versionOf(place: Place): Promise<string> {
  const text = await readFile(path.join(place.home, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function pageOf({ cache }: Place): Promise<PageSource> {
  const [script, style] = await Promise.all([
    readFile(path.join(cache, 'page.js'), 'utf8'),
    readFile(path.join(cache, 'page.css'), 'utf8'),
  ]);
  return { script, style };
}
