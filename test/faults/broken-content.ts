import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../support/process.ts';
import { audit } from './findings.ts';
import { NOON, underLoad } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const FILE = path.join('dialogs', 'replies.yaml');
/** One of each kind: a field that is none, a hole that is none, and no YAML at all. */
const BREAKS: readonly ((text: string) => string)[] = [
  (text) => text.replace('greeting:', 'greetingg:'),
  (text) => text.replace(/greeting: .*/, 'greeting: "{no_such_hole}"'),
  (text) => `${text}\n  : [`,
];
const PLACED = /replies\.yaml:\d+:\d+ DZ\d{3}/;
const GREETING = '您好，我是到账助手';
const LOAD = { conversations: 2, messagesEach: 3, hotWriters: 2, at: NOON };
const PATIENCE_MS = 60_000;

/** A server whose content is broken and mended again while it is written to: the one before goes on serving, the
 * fault is told with its place, and what was mended serves without a restart. `content`: a folder for a copy. */
export async function brokenContent(place: Place, content: string, rounds: number): Promise<Outcome> {
  for (const folder of ['dialogs', 'knowledge']) {
    cpSync(folder, path.join(content, folder), { recursive: true });
  }
  const args = ['--data', place.data, '--test-clock', '--content', content];
  const server = await startServer(args, { DATABASE_URL: place.databaseUrl ?? '' });
  const wrong = {
    'old one did not serve': 0,
    'fault not told with its place': 0,
    'mended one did not serve': 0,
  };
  try {
    const log = await underLoad({ any: () => server }, LOAD, () =>
      breakAndMend(server, path.join(content, FILE), rounds, wrong),
    );
    const audited = await audit(place, log);
    return {
      happened: {
        broken: rounds,
        mended: rounds,
        ...audited.happened,
        'slowest answer ms': Math.round(log.slowestMs),
      },
      wrong: { ...audited.wrong, refused: log.redelivered, ...wrong },
    };
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
}

type Server = Awaited<ReturnType<typeof startServer>>;

async function breakAndMend(
  server: Server,
  file: string,
  rounds: number,
  wrong: Record<string, number>,
): Promise<void> {
  const whole = readFileSync(file, 'utf8');
  const count = (name: string, right: boolean) => {
    if (!right) wrong[name] = (wrong[name] ?? 0) + 1;
  };
  let serving = GREETING;
  for (let i = 0; i < rounds; i++) {
    const told = await reload(server, file, BREAKS[i % BREAKS.length]?.(whole) ?? '');
    count('fault not told with its place', told.includes('was not reloaded') && PLACED.test(told));
    count('old one did not serve', await greets(server, serving));
    serving = `第${i}次问好`;
    await reload(server, file, whole.replace('greeting: 您好', `greeting: ${serving}`));
    count('mended one did not serve', await greets(server, serving));
  }
}

/** Gives what the server says to it. */
async function reload(server: Server, file: string, text: string): Promise<string> {
  const before = server.errors().length;
  writeFileSync(file, text);
  server.child.kill('SIGHUP');
  const told = () => server.errors().slice(before);
  const end = Date.now() + PATIENCE_MS;
  while (!told().includes('reloaded') && Date.now() < end) await pause(50);
  return told();
}

async function greets({ url }: Server, words: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/conversations`, { method: 'POST' });
  return (await response.text()).includes(words);
}
