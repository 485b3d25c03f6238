import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../src/store/engine/open-database.ts';
import { type Connection, connection } from './connection.ts';
import { shipped, sixAnswers } from './our-engine.ts';
import type { Loaded, LoadJob } from './server-load.ts';
import { TALKS } from './server-talks.ts';
import { ours, residentMb, startServer } from './servers.ts';
import { type Figure, tell } from './verdict.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
const CONVERSATIONS = 100_000;
const EARLIER = [1_000, 10_000];
const CONNECTIONS = 32;
const TARGET_MB = 150;
const FLAT = 0.1;

/** node bench/run.js scale [CONVERSATIONS]: what a turn costs with 10 thousand and with 1 million stored turns, and how much
 * memory the server holds after 100,000 conversations. */
export async function main([wanted]: readonly string[]): Promise<number> {
  const moves = sixAnswers(await shipped()).map((choice) => JSON.stringify({ choice }));
  const figures = [
    ...(await costs(moves)),
    ...(await memory(wanted === undefined ? CONVERSATIONS : Number(wanted), moves)),
  ];
  await tell('scale', 'The server on the embedded store; talks of six buttons over 32 connections.', figures);
  return 0;
}

/** A turn on a small store and on a large one, in turns, so that other load meets both. */
async function costs(moves: readonly string[]): Promise<Figure[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-scale-'));
  try {
    const [small, large] = [path.join(scratch, 'small'), path.join(scratch, 'large')];
    await fill(small, SMALL, moves);
    await fill(large, LARGE, moves);
    const rounds: (readonly [number, number])[] = [];
    for (let i = 0; i < 3; i++) rounds.push([await costOf(small, moves), await costOf(large, moves)]);
    const least = (at: 0 | 1) => Math.min(...rounds.map((round) => round[at]));
    const growth = least(1) / least(0) - 1;
    return [
      {
        what: 'CPU of a turn, 10 thousand stored',
        is: `${least(0).toFixed(0)} µs`,
        target: '',
        reached: null,
      },
      { what: 'CPU of a turn, 1 million stored', is: `${least(1).toFixed(0)} µs`, target: '', reached: null },
      {
        what: 'growth from 10 thousand to 1 million',
        is: `${(growth * 100).toFixed(1)} %`,
        target: `≤ ${FLAT * 100} %`,
        reached: growth <= FLAT,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Plays one talk on a new store and copies its rows, under new ids of earlier days, until so many turns are there. */
async function fill(data: string, turns: number, moves: readonly string[]): Promise<void> {
  const server = await startServer(ours(data));
  const one = await connection(server.port);
  await TALKS.daozhang(one, '0-0', moves);
  one.close();
  await server.stop();
  const database = await openDatabase({ databaseUrl: null, data });
  const [first] = await database.query('select id from conversations');
  const id = String(first?.id);
  const copies = Math.ceil(turns / moves.length);
  // Ids begin with the second: those of earlier talks lie before today's.
  const copy = `printf('%08x', n.n) || substr(?, 9)`;
  const numbers = 'with recursive n(n) as (select 1 union all select n + 1 from n where n < ?)';
  const conversation = `id, channel, token_hash, status, state, content_version, version, last_seq, created_at, updated_at`;
  await database.query(
    `insert into conversations(${conversation}) ${numbers} select ${conversation.replace('id,', `${copy},`)}
      from n, conversations c where c.id = ?`,
    [copies, id, id],
  );
  const message = `seq, sender, message_id, body, payload, reply_to, at, handled_at, answer, content_version`;
  await database.query(
    `insert into messages(conversation_id, ${message}) ${numbers} select ${copy}, ${message}
      from n, messages m where m.conversation_id = ? order by n.n, m.seq`,
    [copies, id, id],
  );
  await database.close();
}

async function costOf(data: string, moves: readonly string[]): Promise<number> {
  const server = await startServer(ours(data), { core: 0 });
  try {
    const job: LoadJob = {
      ...{
        port: server.port,
        pid: server.pid,
        kind: 'daozhang',
        moves: [...moves],
        connections: CONNECTIONS,
      },
      ...{ warm: 5, rounds: 3, round: 1.5 },
    };
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      ['bench/run.js', 'server-load', JSON.stringify(job)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    const loaded: Loaded = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    return loaded.cpuMicros;
  } finally {
    await server.stop();
  }
}

async function memory(conversations: number, moves: readonly string[]): Promise<Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'daozhang-memory-'));
  const server = await startServer(ours(data));
  try {
    const figures = [told('memory of Node alone, without a program', await bareMb())];
    figures.push(told('memory at the start', residentMb(server.pid)));
    const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => connection(server.port)));
    let held = 0;
    for (const count of [...EARLIER.filter((earlier) => earlier < conversations), conversations]) {
      const each = Math.ceil((count - held) / CONNECTIONS);
      // A first button: the rest of a talk adds nothing to what the server has to remember.
      const names = (i: number) => Array.from({ length: each }, (_, n) => `${i}-${held / CONNECTIONS + n}`);
      await Promise.all(connections.map((one, i) => talks(one, names(i), moves.slice(0, 1))));
      held += each * CONNECTIONS;
      const what = `memory after ${held.toLocaleString('en')} conversations`;
      figures.push(told(what, residentMb(server.pid), count === conversations ? TARGET_MB : null));
    }
    figures.push(told('of it mapped from files, Node itself above all', residentMb(server.pid, 'RssFile')));
    for (const one of connections) one.close();
    return figures;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

function told(what: string, mb: number, most: number | null = null): Figure {
  const target = most === null ? '' : `≤ ${most} MB`;
  return { what, is: `${mb.toFixed(0)} MB`, target, reached: most === null ? null : mb <= most };
}

/** What a Node process takes that does nothing. */
async function bareMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', "console.log('up'); setInterval(() => {}, 1e6)"]);
  await once(child.stdout, 'data');
  const mb = residentMb(child.pid ?? 0);
  child.kill();
  return mb;
}

async function talks(one: Connection, names: readonly string[], moves: readonly string[]): Promise<void> {
  for (const name of names) await TALKS.daozhang(one, name, moves);
}
