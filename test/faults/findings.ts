import { z } from 'zod';
import type { Database, Row } from '../../src/store/engine/database.ts';
import { openDatabase } from '../../src/store/engine/open-database.ts';
import type { Log } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './workers.ts';

const lineRow = z.object({
  conversation_id: z.string(),
  seq: z.number(),
  sender: z.string(),
  message_id: z.string().nullable(),
  body: z.string(),
  reply_to: z.number().nullable(),
  answer: z.string().nullable(),
});
type Line = z.infer<typeof lineRow>;
const turnSchema = z.object({ turn: z.number(), replies: z.array(z.object({ text: z.string() })) });
const copyRow = z.object({
  state: z.string(),
  status: z.string(),
  version: z.number(),
  last_seq: z.number(),
  updated_at: z.number(),
});
const stateRow = z.object({ id: z.string(), state: z.string() });

/** Looks into the database itself and compares it with what the servers answered. Wrong is what was answered and is
 * not there; replies that are there twice, or ids that got two different answers; turns that are not 1, 2, 3 ... or
 * writers whose messages changed places; states that do not count exactly their messages; and messages without an
 * answer. */
export async function audit(place: Place, log: Log): Promise<Outcome> {
  const talks = await withDatabase(place, (database) => talksOf(database, log));
  const sum = (count: (talk: Talk) => number) => talks.reduce((all, one) => all + count(one), 0);
  return {
    happened: {
      conversations: talks.length,
      messages: log.answers.size,
      redelivered: log.redelivered,
    },
    wrong: {
      lost: sum((talk) => lostIn(talk, log)) + log.gone,
      doubled: sum(doubledIn) + [...log.answers.values()].filter((all) => all.size > 1).length,
      disordered: sum(disorderIn),
      incoherent: sum((talk) => (turnsIn(talk.state) === heardIn(talk).length ? 0 : 1)),
      unanswered: sum((talk) => heardIn(talk).filter(({ answer }) => answer === null).length),
    },
  };
}

/** How many jobs are open, and how many talks of a log were asked not at all or more than once. */
export async function askedOnce(place: Place, log: Log) {
  return withDatabase(place, async (database) => {
    const open = await database.query("select id from jobs where state in ('queued','running')");
    const asked = (await linesOf(database, [...log.sent.keys()])).filter(({ sender }) => sender === 'system');
    const times = (id: string) => asked.filter((line) => line.conversation_id === id).length;
    return { open: open.length, wrong: [...log.sent.keys()].filter((id) => times(id) !== 1).length };
  });
}

/** How many talks there are. */
export async function talksKept(place: Place): Promise<number> {
  return withDatabase(
    place,
    async (database) => (await database.query('select id from conversations')).length,
  );
}

/** Leaves all talks as a server leaves those that it holds when it dies: leased until an instant (epoch ms). */
export async function leaveLeases(place: Place, until: number): Promise<void> {
  await withDatabase(place, (database) =>
    database.query("update conversations set lease_owner = 'a server that is gone', lease_until = ?", [
      until,
    ]),
  );
}

/** Lets a talk go on, and brings back the copy of it from before. */
export async function restored(place: Place, id: string, meanwhile: () => Promise<unknown>): Promise<void> {
  await withDatabase(place, async (database) => {
    const [copy] = await database.query(
      'select state, status, version, last_seq, updated_at from conversations where id = ?',
      [id],
    );
    const { state, status, version, last_seq, updated_at } = copyRow.parse(copy);
    await meanwhile();
    await database.query('delete from messages where conversation_id = ? and seq > ?', [id, last_seq]);
    await database.query(
      'update conversations set state = ?, status = ?, version = ?, last_seq = ?, updated_at = ? where id = ?',
      [state, status, version, last_seq, updated_at, id],
    );
  });
}

/** 1 where the embedded engine finds its own file damaged; 0 on PostgreSQL, which checks itself when it starts. */
export async function damage(place: Place): Promise<number> {
  if (place.databaseUrl !== null) return 0;
  const rows = await withDatabase(place, (database) => database.query('pragma integrity_check'));
  return rows.length === 1 && rows[0]?.integrity_check === 'ok' ? 0 : 1;
}

async function withDatabase<T>(place: Place, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(place);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

interface Talk {
  readonly sent: readonly (readonly string[])[];
  readonly lines: readonly Line[];
  readonly state: string;
}

async function talksOf(database: Database, log: Log): Promise<readonly Talk[]> {
  const ids = [...log.sent.keys()];
  const lines = await linesOf(database, ids);
  const states = parse(
    stateRow,
    await database.query(`select id, state from conversations where id in (${holes(ids)})`, ids),
  );
  return [...log.sent].map(([id, sent]) => ({
    sent: sent.map((mine) => mine.filter((one) => log.answers.has(one))),
    lines: lines.filter((line) => line.conversation_id === id),
    state: states.find((one) => one.id === id)?.state ?? '{"turn":-1}',
  }));
}

async function linesOf(database: Database, ids: readonly string[]): Promise<readonly Line[]> {
  const rows = await database.query(
    `select conversation_id, seq, sender, message_id, body, reply_to, answer from messages
      where conversation_id in (${holes(ids)}) order by conversation_id, seq`,
    ids,
  );
  return parse(lineRow, rows);
}

function parse<T>(schema: z.ZodType<T>, rows: readonly Row[]): readonly T[] {
  return rows.map((row) => schema.parse(row));
}

function holes(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function turnsIn(state: string): number {
  // What is as it was at the start is left out of a state.
  return z.object({ turn: z.number().default(0) }).parse(JSON.parse(state)).turn;
}

function heardIn({ lines }: Talk): readonly Line[] {
  return lines.filter((line) => line.sender === 'merchant');
}

function lostIn(talk: Talk, log: Log): number {
  const kept = new Map(heardIn(talk).map((line) => [line.message_id, line.answer]));
  return talk.sent.flat().filter((id) => !log.answers.get(id)?.has(kept.get(id) ?? '')).length;
}

function doubledIn({ lines }: Talk): number {
  let doubled = 0;
  for (const { seq, answer } of lines.filter((line) => line.answer !== null)) {
    const said = lines.filter((line) => line.reply_to === seq).map((line) => line.body);
    const due = turnSchema.parse(JSON.parse(answer ?? '')).replies.map((reply) => reply.text);
    if (JSON.stringify(said) !== JSON.stringify(due)) doubled += 1;
  }
  return doubled;
}

function disorderIn(talk: Talk): number {
  const heard = heardIn(talk);
  const turns = heard.map(({ answer }) => (answer === null ? 0 : turnSchema.parse(JSON.parse(answer)).turn));
  const wrong = turns.filter((turn, i) => turn !== i + 1).length;
  const order = heard.map((line) => line.message_id);
  const places = talk.sent.map((ids) => ids.map((id) => order.indexOf(id)));
  return wrong + places.filter((mine) => mine.some((place, i) => place <= (mine[i - 1] ?? -1))).length;
}
