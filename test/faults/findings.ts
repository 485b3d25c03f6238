import { z } from 'zod';
import type { Row } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Log } from './storm.ts';
import type { Place } from './workers.ts';

/** What is wrong in a store after a storm; all but `messages` and `conversations` have to be 0. */
export interface Findings {
  readonly messages: number;
  readonly conversations: number;
  /** answered, but not there, or there without its answer */
  readonly lost: number;
  /** replies that are there twice, or message ids that got two different answers */
  readonly doubled: number;
  /** turns that are not 1, 2, 3 ... in the order of the transcript, or writers whose messages changed places */
  readonly disordered: number;
  /** conversations whose state does not count exactly their messages */
  readonly incoherent: number;
  readonly followUpsOpen: number;
  /** conversations that were asked not at all or more than once */
  readonly followUpsWrong: number;
}

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
const stateRow = z.object({ id: z.string(), state: z.string() });

/** Looks into the database itself and compares it with what the servers answered. */
export async function audit(place: Place, log: Log): Promise<Findings> {
  const database = await openDatabase(place);
  try {
    const parse = <T>(schema: z.ZodType<T>, rows: readonly Row[]) => rows.map((row) => schema.parse(row));
    const lines = parse(
      lineRow,
      await database.query(
        `select conversation_id, seq, sender, message_id, body, reply_to, answer from messages
          order by conversation_id, seq`,
      ),
    );
    const states = parse(stateRow, await database.query('select id, state from conversations'));
    const open = await database.query("select id from jobs where state in ('queued','running')");
    const talks = [...log.sent].map(([id, sent]) => ({
      sent: sent.map((ids) => ids.filter((one) => log.answers.has(one))),
      lines: lines.filter((line) => line.conversation_id === id),
      state: states.find((one) => one.id === id)?.state ?? '{}',
    }));
    const sum = (count: (talk: Talk) => number) => talks.reduce((all, one) => all + count(one), 0);
    return {
      messages: log.answers.size,
      conversations: talks.length,
      lost: sum((talk) => lostIn(talk, log)),
      doubled: sum(doubledIn) + [...log.answers.values()].filter((all) => all.size > 1).length,
      disordered: sum(disorderIn),
      incoherent: sum((talk) => (turnsIn(talk.state) === heardIn(talk).length ? 0 : 1)),
      followUpsOpen: open.length,
      followUpsWrong: sum(({ lines: mine }) =>
        mine.filter((line) => line.sender === 'system').length === 1 ? 0 : 1,
      ),
    };
  } finally {
    await database.close();
  }
}

interface Talk {
  readonly sent: readonly (readonly string[])[];
  readonly lines: readonly Line[];
  readonly state: string;
}

function turnsIn(state: string): number {
  return z.object({ turn: z.number() }).parse(JSON.parse(state)).turn;
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
