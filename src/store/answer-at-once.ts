import { z } from 'zod';
import { stateFrom, stateText } from '../conversation/state-text.ts';
import { addJob } from './add-job.ts';
import { keepAllNews } from './cases/case-news.ts';
import { queueDelivery } from './deliveries.ts';
import type { Sql, Value } from './engine/database.ts';
import { payloadOf } from './rows.ts';
import type { Remembered, StateCache } from './state-cache.ts';
import type { Answered, AnsweredAtOnce, Handled, Held, Inbound, Lease } from './store.ts';

/** What the transaction works with. */
export interface Means {
  readonly sql: Sql;
  readonly rowLock: string;
  readonly states: StateCache;
  /** how far the version goes on */
  readonly step: number;
}

const talkRow = z.object({
  state: z.string().nullable(),
  version: z.number(),
  token_hash: z.string(),
  created_at: z.number(),
  last_seq: z.number(),
  lease_until: z.number(),
  carry_after: z.number().nullable(),
});
type TalkRow = z.infer<typeof talkRow>;

/** No row has this version. */
const NONE = -1;

/** Keeps a message with its answer in one transaction, which is all that a turn needs where nobody else is at work in
 * the talk and nothing waits there: the row is locked, so no lease has to be kept. Null, and nothing done, otherwise. */
export async function answerAtOnce<H extends Handled>(
  means: Means,
  inbound: Inbound,
  lease: Lease,
  handle: (held: Held) => H,
): Promise<AnsweredAtOnce<H> | null> {
  const { conversationId: id, doing, at } = inbound;
  const known = means.states.get(id);
  const row = await freeTalk(means, known?.version ?? NONE, inbound, lease);
  if (row === null) return null;
  const seq = row.last_seq + 1;
  const handled = handle({ ...heldOf(known, row), pending: [{ seq, doing, at }] });
  const [answer, ...more] = handled.answers;
  if (answer === undefined || more.length > 0) throw new Error('one message has one answer');
  await keepTurn(means, { inbound, row, handled, answer });
  for (const job of handled.jobs) await addJob(means.sql, job, at);
  await keepAllNews(means.sql, id, { news: handled.caseNews, lines: [seq] }, at);
  await queueDelivery(means.sql, id, row.carry_after === null ? null : at + row.carry_after);
  return { type: 'answered', seq, handled };
}

/** The row of the talk, locked; null where there is none, somebody holds it, something waits, or the message is known. */
async function freeTalk(
  { sql, rowLock }: Means,
  known: number,
  inbound: Inbound,
  lease: Lease,
): Promise<TalkRow | null> {
  const { conversationId: id, id: messageId } = inbound;
  const [found] = await sql(
    `select case when version = ? then null else state end as state, version, token_hash, created_at, last_seq,
        lease_until, carry_after from conversations where id = ?${rowLock}`,
    [known, id],
  );
  const row = found === undefined ? null : talkRow.parse(found);
  if (row === null || row.lease_until > lease.now) return null;
  // After the lock, so that it sees what those kept who held it before.
  const [waits] = await sql(
    `select seq from messages where conversation_id = ? and message_id = ?
      union all select seq from messages where conversation_id = ? and sender = 'merchant' and handled_at is null
      limit 1`,
    [id, messageId, id],
  );
  return waits === undefined ? row : null;
}

function heldOf(known: Remembered | undefined, row: TalkRow): Omit<Held, 'pending'> {
  const conversation = row.state === null ? known?.conversation : stateFrom(row.state);
  if (conversation === undefined) throw new Error('the state is neither kept nor remembered');
  return { conversation, version: row.version, tokenHash: row.token_hash, createdAt: row.created_at };
}

interface Kept {
  readonly inbound: Inbound;
  readonly row: TalkRow;
  readonly handled: Handled;
  readonly answer: Answered;
}

async function keepTurn({ sql, step }: Means, { inbound, row, handled, answer }: Kept): Promise<void> {
  const { conversationId: id, id: messageId, body, doing, at } = inbound;
  const { conversation, lease } = handled;
  const { status, version: content } = conversation;
  const { replies } = answer;
  const seq = row.last_seq + 1;
  await sql(
    `update conversations set state = ?, status = ?, content_version = ?, version = version + ?, last_seq = ?,
        updated_at = ? where id = ?`,
    [stateText(conversation), status, content, step, seq + replies.length, at, id],
  );
  const said = replies.flatMap((reply, i): Value[] => [
    ...[id, seq + 1 + i, reply.text, payloadOf(reply), seq, at, content],
  ]);
  await sql(insertOf(replies.length), [
    ...[id, seq, messageId, body, JSON.stringify(doing), at, lease.now, answer.answer, content],
    ...said,
  ]);
}

const inserts: string[] = [];

/** The statement that writes a message with so many replies; the text of each is made once. */
function insertOf(replies: number): string {
  const known = inserts[replies];
  if (known !== undefined) return known;
  const rows = Array.from({ length: replies }, () => ", (?, ?, 'bot', null, ?, ?, ?, ?, null, null, ?)");
  const text = `insert into messages(conversation_id, seq, sender, message_id, body, payload, reply_to, at, handled_at,
      answer, content_version) values(?, ?, 'merchant', ?, ?, ?, null, ?, ?, ?, ?)${rows.join('')}`;
  inserts[replies] = text;
  return text;
}
