import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../src/store/engine/open-database.ts';
import { postgresBinaries, startPostgres } from '../test/support/postgres.ts';
import { type Connection, connection } from './connection.ts';
import { shipped, sixAnswers } from './our-engine.ts';
import { ours, startServer } from './servers.ts';
import { tell } from './verdict.ts';

const MESSAGES = 100_000;
const CONNECTIONS = 32;
/** every so many messages is sent again, to another process */
const AGAIN = 10;

const opened = z.object({ conversationId: z.string(), token: z.string() });
const count = z.object({ n: z.number() });

/** node bench/run.js processes [MESSAGES]: turns a second on PostgreSQL with one server process and with two, and what
 * is lost or doubled. Clients, servers and PostgreSQL share the machine. */
export async function main([wanted]: readonly string[]): Promise<number> {
  const binaries = postgresBinaries();
  if (binaries === null) return 1;
  const messages = wanted === undefined ? MESSAGES : Number(wanted);
  const moves = sixAnswers(await shipped()).map((choice) => JSON.stringify({ choice }));
  const postgres = await startPostgres(binaries);
  try {
    const one = await run(await postgres.fresh(), 1, messages, moves);
    const two = await run(await postgres.fresh(), 2, messages, moves);
    await tell(
      'processes',
      `PostgreSQL, the server processes and the client share these cores; every ${AGAIN}th message is sent again to another process.`,
      [
        { what: 'turns/s, 1 process', is: one.perSecond.toFixed(0), target: '', reached: null },
        {
          what: 'turns/s, 2 processes',
          is: two.perSecond.toFixed(0),
          target: `> ${one.perSecond.toFixed(0)}`,
          reached: two.perSecond > one.perSecond,
        },
        {
          what: `lost or doubled of ${(one.messages + two.messages).toLocaleString('en')} messages`,
          is: String(one.wrong + two.wrong),
          target: '0',
          reached: one.wrong + two.wrong === 0,
        },
      ],
    );
    return 0;
  } finally {
    await postgres.stop();
  }
}

interface Run {
  readonly perSecond: number;
  readonly messages: number;
  readonly wrong: number;
}

async function run(
  databaseUrl: string,
  processes: number,
  messages: number,
  moves: readonly string[],
): Promise<Run> {
  const data = mkdtempSync(path.join(tmpdir(), 'daozhang-processes-'));
  const env = { DATABASE_URL: databaseUrl };
  const servers = await Promise.all(
    Array.from({ length: processes }, () => startServer(ours(data), { env })),
  );
  try {
    const lines = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, i) =>
        Promise.all([0, 1].map((k) => connection(servers[(i + k) % processes]?.port ?? 0))),
      ),
    );
    const talksEach = Math.ceil(messages / moves.length / CONNECTIONS);
    const began = performance.now();
    const differing = await Promise.all(
      lines.map(async ([mine, other], i) => {
        let wrong = 0;
        for (let n = 0; n < talksEach; n++) {
          if (mine !== undefined && other !== undefined) wrong += await talk([mine, other], [i, n], moves);
        }
        return wrong;
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    for (const one of lines.flat()) one.close();
    const sent = talksEach * CONNECTIONS * moves.length;
    const wrong = differing.reduce((sum, one) => sum + one, 0) + (await wrongIn(databaseUrl, data, sent));
    return { perSecond: (sent + sent / AGAIN) / seconds, messages: sent, wrong };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(data, { recursive: true, force: true });
  }
}

/** Plays a talk; gives how many repeated messages had another answer than before. */
async function talk(
  [mine, other]: readonly [Connection, Connection],
  [i, n]: readonly [number, number],
  moves: readonly string[],
): Promise<number> {
  const from = `X-Forwarded-For: 10.${i}.${(n >> 8) & 255}.${n & 255}\r\n`;
  const first = await mine.post('/api/v1/conversations', from, '{}');
  const { conversationId, token } = opened.parse(JSON.parse(first.body));
  const headers = `${from}Authorization: Bearer ${token}\r\n`;
  const to = `/api/v1/conversations/${conversationId}/messages`;
  let wrong = 0;
  for (const [at, move] of moves.entries()) {
    const body = `{"id":"m${at}",${move.slice(1)}`;
    const answer = await mine.post(to, headers, body);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
    const again = (n * moves.length + at) % AGAIN === 0 ? await other.post(to, headers, body) : answer;
    if (again.body !== answer.body) wrong += 1;
  }
  return wrong;
}

/** What the database itself shows: messages that are not there or have no answer, lines beyond the last, states that do not
 * count their messages. */
async function wrongIn(databaseUrl: string, data: string, sent: number): Promise<number> {
  const database = await openDatabase({ databaseUrl, data });
  const ask = async (text: string) => count.parse((await database.query(text))[0]).n;
  const answered = await ask(
    "select count(*) as n from messages where sender = 'merchant' and answer is not null",
  );
  const uneven = await ask(
    `select count(*) as n from conversations c
      where last_seq <> (select count(*) from messages m where m.conversation_id = c.id)
        or (state::json->>'turn')::bigint <>
          (select count(*) from messages m where m.conversation_id = c.id and sender = 'merchant')`,
  );
  await database.close();
  return Math.abs(sent - answered) + uneven;
}
