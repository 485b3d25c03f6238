import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { bootAdvisor } from '../src/boot.ts';
import { begin } from '../src/conversation/conversation.ts';
import { transition } from '../src/conversation/transition.ts';
import { turnOf } from '../src/conversation/turn.ts';
import { type Advisor, advise } from '../src/desk/advisor.ts';
import { admit, type Message } from '../src/desk/door.ts';
import { processIo } from '../src/io.ts';
import { kill, startWorker, type Worker } from '../test/faults/workers.ts';
import { postgresBinaries, startPostgres } from '../test/support/postgres.ts';

const PAUSE = 20_000;
const opened = z.object({ conversationId: z.string(), token: z.string() });
const turn = z.object({ replies: z.array(z.object({ text: z.string() })) });
const talkSource = z.object({
  now: z.string(),
  talk: z.array(z.record(z.string(), z.unknown())),
});

/** One thing a merchant does in a talk. */
interface Move {
  readonly message: Message;
  readonly at: number;
}

/** Starts PostgreSQL, two servers and nginx on loopback, plays all of test/talks through nginx, one server being
 * killed on the way, and compares every reply with what the engine says by itself. Exit code 1 where one differs. */
export async function main(): Promise<number> {
  const binaries = postgresBinaries();
  if (binaries === null) return 1;
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-cluster-'));
  const server = await startPostgres(binaries);
  const place = { databaseUrl: await server.fresh(), data: scratch, leaseMs: 2_000 };
  const workers = [await startWorker(place), await startWorker(place)];
  const proxy = await startNginx(scratch, workers);
  try {
    const advisor = await shipped();
    const files = readdirSync('test/talks').filter((name) => name.endsWith('.yaml'));
    const playing = files.map((name) => play(advisor, proxy.url, path.join('test/talks', name)));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const victim = workers.pop();
    if (victim !== undefined) await kill(victim);
    const differences = (await Promise.all(playing)).flat();
    for (const difference of differences) console.error(difference);
    console.log(`${files.length} talks through ${proxy.name}, 2 servers of which 1 was killed, PostgreSQL:`);
    console.log(`${differences.length} replies differ from what the engine says`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    proxy.stop();
    await Promise.all(workers.map(kill));
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function shipped(): Promise<Advisor> {
  const root = process.cwd();
  const cache = path.join(root, 'build', 'bench');
  const advisor = await bootAdvisor({ home: root, root, cache, models: cache }, processIo());
  if (advisor === null) throw new Error('the content is broken');
  return advisor;
}

/** nginx with the shipped configuration on other ports; where it is not installed, the first server by itself. */
async function startNginx(scratch: string, workers: readonly Worker[]) {
  const [first] = workers;
  try {
    execFileSync('nginx', ['-v'], { stdio: 'pipe' });
  } catch {
    console.warn('nginx is not installed (Debian: apt-get install nginx-light): played without it');
    return { name: 'no proxy', url: first?.url ?? '', stop: () => {} };
  }
  const port = await freePort();
  const servers = workers.map(({ url }) => `server ${new URL(url).host} max_fails=1 fail_timeout=2s;`);
  const conf = readFileSync('deploy/nginx.conf', 'utf8')
    .replace(/server app1[^\n]*\n\s*server app2[^\n]*/, servers.join(' '))
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/run/nginx.pid', path.join(scratch, 'nginx.pid'))
    .replaceAll('/var/cache/nginx', scratch)
    .replace('stderr warn', 'stderr crit')
    // Everything here comes from one address.
    .replace('rate=5r/s', 'rate=10000r/s');
  const file = path.join(scratch, 'nginx.conf');
  writeFileSync(file, conf);
  const child = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { name: 'nginx', url: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGTERM') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function play(advisor: Advisor, url: string, file: string): Promise<string[]> {
  const { now, talk } = talkSource.parse(parse(readFileSync(file, 'utf8')));
  const moves = movesOf(advisor, Date.parse(now), talk);
  const start = new Date(Date.parse(now)).toISOString();
  const created = await send(`${url}/api/v1/conversations`, '', { at: start });
  const { conversationId, token } = opened.parse(created);
  const { expert } = advisor;
  let [conversation] = transition(expert, begin(conversationId), { type: 'opened', at: Date.parse(now) });
  const differences: string[] = [];
  for (const [i, { message, at }] of moves.entries()) {
    const { type, ...same } = message;
    const body = type === 'text' ? same : { choice: same };
    const path = `${url}/api/v1/conversations/${conversationId}/messages`;
    const said = turn.parse(
      await send(path, token, { ...body, id: `m${i}`, at: new Date(at).toISOString() }),
    );
    const admitted = admit(expert.content, message);
    if (admitted === null) throw new Error(`${file}: not admitted`);
    const step = advise(advisor, conversation, admitted.doing, at);
    [conversation] = step;
    const expected = turnOf(expert, ...step)
      .replies.map(({ text }) => text)
      .join('\n');
    const heard = said.replies.map(({ text }) => text).join('\n');
    if (heard !== expected) differences.push(`${file}, message ${i + 1}:\n- ${expected}\n+ ${heard}`);
  }
  return differences;
}

function movesOf(advisor: Advisor, now: number, talk: readonly Record<string, unknown>[]): Move[] {
  const moves: Move[] = [];
  let at = now;
  for (const line of talk) {
    at += PAUSE;
    if (typeof line.商户 === 'string') moves.push({ message: { type: 'text', text: line.商户 }, at });
    if (typeof line.时间 === 'string') at = Date.parse(line.时间);
    const taps = z.record(z.string(), z.string()).safeParse(line.点);
    if (taps.success) {
      for (const [name, option] of Object.entries(taps.data)) {
        moves.push({ message: tap(advisor, name, option), at });
      }
    }
  }
  return moves;
}

function tap(advisor: Advisor, name: string, option: string): Message {
  const slot = Object.values(advisor.expert.content.slots).find((one) => one.name === name);
  const value = option === '不知道' ? 'unknown' : slot?.options.find((one) => one.name === option)?.id;
  if (slot === undefined || value === undefined) throw new Error(`no button ${name}: ${option}`);
  return { type: 'choice', slot: slot.id, value };
}

/** Sends until it is answered: a server is killed meanwhile. */
async function send(url: string, token: string, body: unknown): Promise<unknown> {
  for (let i = 0; i < 200; i++) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      if (response.ok) return await response.json();
      if (response.status < 500) throw new Refused(`${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no answer from ${url}`);
}

class Refused extends Error {}
