import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { bootAdvisor } from '../src/boot.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { createDesk } from '../src/desk/desk.ts';
import { open } from '../src/desk/open.ts';
import { receive } from '../src/desk/receive.ts';
import { processIo } from '../src/io.ts';
import type { Database } from '../src/store/database.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { openStore } from '../src/store/open-store.ts';
import { postgresBinaries, startPostgres } from '../test/support/postgres.ts';

const AT = Date.parse('2026-11-18T16:00:00+08:00');
const TEXTS = ['今天下午3点刷的储蓄卡没到账', '平时都是T+1第二天到', '在吗', '好的谢谢'];
const WARM_MS = 2_000;
const MEASURE_MS = 8_000;

/** CPU seconds used so far: by this process, and by the database's own where it has some. */
interface Cpu {
  readonly node: number;
  readonly server: number;
}

/** Prints durable turns a second and CPU a turn, at 1 and 32 conversations at once, for the whole turn as the desk
 * makes it: keep the message, understand, answer, keep the answer. */
export async function main(): Promise<number> {
  const advisor = await shipped();
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-bench-'));
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}\n`);
  console.log(
    '| store | conversations at once | turns/s | p50 ms | p99 ms | CPU ms a turn: node | database |',
  );
  console.log('|---|---|---|---|---|---|---|');
  try {
    console.log(engineAlone(advisor));
    for (const at of [1, 32]) {
      const database = await openDatabase({ databaseUrl: null, data: path.join(scratch, `${at}`) });
      console.log(await measure(`embedded | ${at}`, advisor, database, { at, serverCpu: () => 0 }));
    }
    const binaries = postgresBinaries();
    if (binaries === null) return 0;
    const server = await startPostgres(binaries);
    for (const at of [1, 32]) {
      const database = await openDatabase({ databaseUrl: await server.fresh(), data: scratch });
      const serverCpu = () => familyCpu(server.pid());
      console.log(await measure(`PostgreSQL | ${at}`, advisor, database, { at, serverCpu }));
    }
    await server.stop();
    return 0;
  } finally {
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

/** What is left when nothing is kept: the words alone. */
function engineAlone(advisor: Advisor): string {
  const began = process.cpuUsage();
  const rounds = 200;
  for (let i = 0; i < rounds; i++) {
    for (const text of TEXTS) advisor.read(text, { at: AT, asked: null });
  }
  const { user, system } = process.cpuUsage(began);
  return `| (reading the words alone) | | | | | ${((user + system) / 1_000 / rounds / TEXTS.length).toFixed(2)} | |`;
}

async function measure(
  name: string,
  advisor: Advisor,
  database: Database,
  { at, serverCpu }: { readonly at: number; readonly serverCpu: () => number },
): Promise<string> {
  const store = await openStore(database, Date.now());
  const clock = () => Date.now();
  const quiet = { report: console.error, warn: () => {} };
  const desk = createDesk({ advisor, store, clock, testClock: false, keepDays: 365, ...quiet });
  const times: number[] = [];
  let running = true;
  const talk = async () => {
    while (running) {
      const { conversationId } = (await open(desk, 'web', AT)).turn;
      for (let i = 0; i < 10 && running; i++) {
        const text = TEXTS[i % TEXTS.length] ?? '';
        const began = performance.now();
        await receive(desk, { conversationId, id: `m${i}`, message: { type: 'text', text }, at: AT });
        times.push(performance.now() - began);
      }
    }
  };
  const talks = Array.from({ length: at }, talk);
  await pause(WARM_MS);
  times.length = 0;
  const before = cpuNow(serverCpu);
  const began = performance.now();
  await pause(MEASURE_MS);
  const seconds = (performance.now() - began) / 1_000;
  const after = cpuNow(serverCpu);
  const turns = times.length;
  running = false;
  await Promise.all(talks);
  desk.close();
  await store.close();
  const sorted = times.slice(0, turns).sort((a, b) => a - b);
  const figures = [
    (turns / seconds).toFixed(0),
    (sorted[Math.floor(turns * 0.5)] ?? 0).toFixed(1),
    (sorted[Math.floor(turns * 0.99)] ?? 0).toFixed(1),
    (((after.node - before.node) / turns) * 1_000).toFixed(2),
    (((after.server - before.server) / turns) * 1_000).toFixed(2),
  ];
  return `| ${name} | ${figures.join(' | ')} |`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function cpuNow(serverCpu: () => number): Cpu {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1e6, server: serverCpu() };
}

/** CPU seconds of a process and its children, from /proc (100 ticks a second). */
function familyCpu(parent: number): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.reduce((sum, name) => {
    const fields = statOf(name);
    const mine = name === String(parent) || fields[1] === String(parent);
    return mine ? sum + (Number(fields[11]) + Number(fields[12])) / 100 : sum;
  }, 0);
}

function statOf(pid: string): readonly string[] {
  try {
    // The name of the program, in brackets, may hold blanks.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return [];
  }
}
