import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { bootAdvisor } from '../src/boot.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { createDesk, type Desk } from '../src/desk/desk.ts';
import { open } from '../src/desk/open.ts';
import { receive } from '../src/desk/receive.ts';
import { processIo } from '../src/io.ts';
import type { Database } from '../src/store/engine/database.ts';
import { openDatabase } from '../src/store/engine/open-database.ts';
import { openStore } from '../src/store/open-store.ts';
import { postgresBinaries, startPostgres } from '../test/support/postgres.ts';
import { arithmetic, type Cost } from './arithmetic.ts';
import { fillPart } from './fill-part.ts';
import { markdownTable } from './markdown-table.ts';

const AT = Date.parse('2026-11-18T16:00:00+08:00');
const TEXTS = ['今天下午3点刷的储蓄卡没到账', '平时都是T+1第二天到', '在吗', '好的谢谢'];
const WARM_MS = 2_000;
const MEASURE_MS = 8_000;

/** CPU seconds used so far: by this process, and by the database's own where it has some. */
interface Cpu {
  readonly node: number;
  readonly server: number;
}

const PAGE = 'docs/scaling.md';
const HEAD = [
  'store',
  'conversations at once',
  'turns/s',
  'p50 ms',
  'p99 ms',
  'CPU ms a turn: node',
  'database',
  'kB a turn',
];
const SIZE =
  "select sum(pg_total_relation_size(oid))::bigint as bytes from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace";
const TURNS = "select count(*) as turns from messages where sender = 'merchant'";
const figure = z.object({ turns: z.coerce.number() });
const size = z.object({ bytes: z.coerce.number() });

/** What a turn took. */
interface Measured extends Cost {
  readonly turnsASecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Prints durable turns a second and CPU a turn, at 1 and 32 conversations at once, for the whole turn as the desk
 * makes it: keep the message, understand, answer, keep the answer. Keeps them in docs/scaling.md, with what follows from
 * them for large loads. */
export async function main(): Promise<number> {
  const advisor = await shipped();
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-bench-'));
  const rows = [engineAlone(advisor)];
  try {
    for (const at of [1, 32]) {
      const data = path.join(scratch, `${at}`);
      const database = await openDatabase({ databaseUrl: null, data });
      const sizeOf = async () => statSync(path.join(data, 'daozhang.db')).size;
      rows.push(rowOf('embedded', at, await measure(advisor, database, { at, serverCpu: () => 0, sizeOf })));
    }
    const many = await onPostgres(advisor, scratch, rows);
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}, load of the machine ${loadavg()[0]?.toFixed(1)}`;
    const table = [`${machine}:`, '', ...markdownTable(HEAD, rows)].join('\n');
    console.log(table);
    fillPart(PAGE, 'store', table);
    if (many !== null) fillPart(PAGE, 'arithmetic', arithmetic(many));
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Null where this machine has no PostgreSQL. */
async function onPostgres(
  advisor: Advisor,
  scratch: string,
  rows: (readonly string[])[],
): Promise<Cost | null> {
  const binaries = postgresBinaries();
  if (binaries === null) return null;
  const server = await startPostgres(binaries);
  try {
    let last: Measured | null = null;
    for (const at of [1, 32]) {
      const database = await openDatabase({ databaseUrl: await server.fresh(), data: scratch });
      const sizeOf = async () => size.parse((await database.query(SIZE))[0]).bytes;
      const serverCpu = () => familyCpu(server.pid());
      last = await measure(advisor, database, { at, serverCpu, sizeOf });
      rows.push(rowOf('PostgreSQL', at, last));
    }
    return last;
  } finally {
    await server.stop();
  }
}

function rowOf(store: string, at: number, one: Measured): readonly string[] {
  const { turnsASecond, p50, p99, node, database, bytes } = one;
  const cpu = [node.toFixed(2), database.toFixed(2)];
  return [
    store,
    String(at),
    turnsASecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    ...cpu,
    (bytes / 1000).toFixed(1),
  ];
}

async function shipped(): Promise<Advisor> {
  const root = process.cwd();
  const cache = path.join(root, 'build', 'bench');
  const advisor = await bootAdvisor({ home: root, root, cache, models: cache }, processIo());
  if (advisor === null) throw new Error('the content is broken');
  return advisor;
}

/** What is left when nothing is kept: the words alone. */
function engineAlone(advisor: Advisor): readonly string[] {
  const began = process.cpuUsage();
  const rounds = 200;
  for (let i = 0; i < rounds; i++) {
    for (const text of TEXTS) advisor.read(text, { at: AT, asked: null });
  }
  const { user, system } = process.cpuUsage(began);
  const ms = (user + system) / 1_000 / rounds / TEXTS.length;
  return ['(reading the words alone)', '', '', '', '', ms.toFixed(2), '', ''];
}

interface Measuring {
  readonly at: number;
  readonly serverCpu: () => number;
  readonly sizeOf: () => Promise<number>;
}

async function measure(
  advisor: Advisor,
  database: Database,
  { at, serverCpu, sizeOf }: Measuring,
): Promise<Measured> {
  const store = await openStore(database, Date.now());
  const quiet = { report: console.error, warn: () => {} };
  const desk = createDesk({
    advisor,
    store,
    clock: () => Date.now(),
    testClock: false,
    keepDays: 365,
    ...quiet,
  });
  const times: number[] = [];
  const state = { running: true };
  const talks = Array.from({ length: at }, () => talk(desk, times, state));
  await pause(WARM_MS);
  times.length = 0;
  const before = cpuNow(serverCpu);
  const began = performance.now();
  await pause(MEASURE_MS);
  const seconds = (performance.now() - began) / 1_000;
  const after = cpuNow(serverCpu);
  const turns = times.length;
  state.running = false;
  await Promise.all(talks);
  await database.scrub();
  const bytes = (await sizeOf()) / figure.parse((await database.query(TURNS))[0]).turns;
  desk.close();
  await store.close();
  const sorted = times.slice(0, turns).sort((a, b) => a - b);
  const part = (share: number) => sorted[Math.floor(turns * share)] ?? 0;
  return {
    turnsASecond: turns / seconds,
    p50: part(0.5),
    p99: part(0.99),
    node: ((after.node - before.node) / turns) * 1_000,
    database: ((after.server - before.server) / turns) * 1_000,
    bytes,
  };
}

async function talk(desk: Desk, times: number[], state: { readonly running: boolean }): Promise<void> {
  while (state.running) {
    const { conversationId } = (await open(desk, 'web', AT)).turn;
    for (let i = 0; i < 10 && state.running; i++) {
      const text = TEXTS[i % TEXTS.length] ?? '';
      const began = performance.now();
      await receive(desk, { conversationId, id: `m${i}`, message: { type: 'text', text }, at: AT });
      times.push(performance.now() - began);
    }
  }
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
