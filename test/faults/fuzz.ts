import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { z } from 'zod';
import { openedSchema } from '../../src/web/wire.ts';
import { startServer } from '../support/process.ts';
import { chance } from './chance.ts';
import { type Door, doorsOf, type FuzzRequest, fuzzRequest, type Key, WECHAT_TOKEN } from './fuzz-request.ts';
import { FLAT_PERCENT, memoryOf, SMALL_HEAP } from './memory.ts';
import type { Outcome } from './outcome.ts';
import { startPlatform } from './platform.ts';
import type { Place } from './workers.ts';

const AGENT_TOKEN = 'token-of-programs-only';
const PASSWORD = 'long enough for 1 test';
const AT_ONCE = 8;
const LOOK_EACH = 500;
/** A talk that was deleted on the way is no longer worth fuzzing. */
const FRESH_EACH = 200;
const PATIENCE_MS = 30_000;
const sessionSchema = z.looseObject({ csrf: z.string() });

/** A server with all its doors open, and random requests to every one of them: signed, logged in, with the token of a
 * program or of a talk, or with nothing. Not one may be answered with 5xx or not at all. */
export async function fuzz(place: Place, count: number): Promise<Outcome> {
  const platform = await startPlatform();
  const env = settings(place, platform.url);
  execFileSync(process.execPath, ['bin/daozhang.js', ...adminArgs(place)], {
    input: PASSWORD,
    env: { ...process.env, ...env },
  });
  const server = await startServer(['--data', place.data, '--test-clock'], env);
  const memory = memoryOf(server.child.pid ?? 0);
  const tally: Tally = { left: count, statuses: new Map(), bad: [] };
  const doors = doorsOf(await (await fetch(`${server.url}/openapi.json`)).json());
  const admin = await logIn(server.url);
  const caller = (_: unknown, seed: number) =>
    call(server.url, { doors, admin, seed, look: memory.look }, tally);
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    const broken = await brokenHttp(server.url, Math.ceil(count / 100));
    for (const one of tally.bad.slice(0, 20)) console.error(one);
    const { early, late, growth } = memory.figures();
    const sum = (from: number, to: number) => sumOf(tally, from, to);
    return {
      happened: {
        requests: count,
        'to doors': new Set(doors.map(({ method, path }) => `${method} ${path}`)).size,
        accepted: sum(200, 400),
        'refused in words': sum(400, 500),
        'broken HTTP': broken,
        'RSS MB early': early,
        'RSS MB late': late,
      },
      wrong: {
        'answered with 5xx': sum(500, 600),
        'not answered': sum(0, 1),
        crashed: server.child.exitCode === null ? 0 : 1,
        [`RSS grew over ${FLAT_PERCENT} %`]: count >= 100_000 && growth > FLAT_PERCENT ? 1 : 0,
      },
    };
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
    platform.stop();
  }
}

/** What came of the requests so far. */
interface Tally {
  left: number;
  readonly statuses: Map<number, number>;
  /** requests that were answered wrongly, so that they can be found again */
  readonly bad: string[];
}

interface Caller {
  readonly doors: readonly Door[];
  readonly admin: Key;
  readonly seed: number;
  readonly look: () => void;
}

/** One request after the other, as long as some are left. */
async function call(url: string, { doors, admin, seed, look }: Caller, tally: Tally): Promise<void> {
  const by = chance(seed);
  let known = await callers(url, admin);
  for (let i = 1; tally.left > 0; i++) {
    tally.left -= 1;
    if (i % FRESH_EACH === 0) known = await callers(url, admin);
    if (tally.left % LOOK_EACH === 0) look();
    const request = fuzzRequest(doors, known, by);
    const status = await send(url, request);
    tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
    if (status === 0 || status >= 500)
      tally.bad.push(`${status} ${request.method} ${request.path} (${seed}, ${i})`);
  }
}

function sumOf({ statuses }: Tally, from: number, to: number): number {
  return [...statuses].reduce((all, [status, n]) => (status >= from && status < to ? all + n : all), 0);
}

function settings({ databaseUrl }: Place, platformUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl ?? '',
    NODE_OPTIONS: SMALL_HEAP,
    DAOZHANG_AGENT_TOKEN: AGENT_TOKEN,
    DAOZHANG_WECHAT_APPID: 'wx49f0ab532d5d035a',
    DAOZHANG_WECHAT_SECRET: 'a-secret-of-the-account',
    DAOZHANG_WECHAT_TOKEN: WECHAT_TOKEN,
    DAOZHANG_WECHAT_MODE: 'plain',
    DAOZHANG_WECHAT_API: platformUrl,
  };
}

function adminArgs({ data }: Place): readonly string[] {
  return ['user', 'add', 'ada', '--role', 'admin', '--password-stdin', '--data', data];
}

async function logIn(url: string): Promise<Key> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ login: 'ada', password: PASSWORD });
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  const { csrf } = sessionSchema.parse(await response.json());
  return { Cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'X-CSRF-Token': csrf };
}

/** Who may call, and a new talk to call about. */
async function callers(url: string, admin: Key) {
  const opened = await fetch(`${url}/api/v1/conversations`, { method: 'POST' });
  const { conversationId, token } = openedSchema.parse(await opened.json());
  const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
  const keys: readonly Key[] = [
    bearer(token),
    bearer(token),
    bearer(AGENT_TOKEN),
    admin,
    {},
    { Cookie: `daozhang=${token}` },
  ];
  return { ids: [conversationId, conversationId, 'C10001', 'ada'], keys };
}

/** The status of the answer; 0 where none came. */
async function send(url: string, { method, path, headers, body }: FuzzRequest): Promise<number> {
  const stop = AbortSignal.timeout(PATIENCE_MS);
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: stop,
    });
    const stream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    await (stream ? response.body?.cancel() : response.arrayBuffer());
    return response.status;
  } catch {
    return 0;
  }
}

const BROKEN: readonly string[] = [
  'nonsense\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
  'POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"channel":',
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
  'GET //[::1 HTTP/1.1\r\nHost: x y\r\n\r\n',
  'GET http://[ HTTP/1.1\r\nHost: [\r\n\r\n',
  '\0\u0001\u0002',
];

/** Sends what is no HTTP and hangs up; afterwards the server has to be there. */
async function brokenHttp(url: string, count: number): Promise<number> {
  const { port } = new URL(url);
  for (let i = 0; i < count; i++) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(BROKEN[i % BROKEN.length] ?? ''));
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
      socket.setTimeout(1_000, () => socket.destroy());
      socket.resume();
    });
  }
  const alive = await fetch(`${url}/healthz`);
  if (!alive.ok) throw new Error('the server is gone');
  return count;
}
