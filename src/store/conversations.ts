import { z } from 'zod';
import type { Reply } from '../conversation/reply.ts';
import { stateText } from '../conversation/state-text.ts';
import { addJob } from './add-job.ts';
import { answerAtOnce } from './answer-at-once.ts';
import { keepAllNews } from './cases/case-news.ts';
import { deliveryTime, queueDelivery } from './deliveries.ts';
import type { Database, Row, Sql } from './engine/database.ts';
import { free, freeAt } from './free-lease.ts';
import { addIdentity } from './identities.ts';
import { entryOf, heldOf, payloadOf, pendingOf } from './rows.ts';
import { createStateCache, type StateCache, versionStep } from './state-cache.ts';
import type {
  Accepted,
  Answered,
  Committed,
  Conversations,
  Handled,
  Held,
  Inbound,
  Lease,
  Opening,
  Pending,
} from './store.ts';

const HELD = 'state, version, token_hash, created_at';
const keptRow = z.object({ seq: z.number(), answer: z.string().nullable() });
const lastRow = z.object({ last_seq: z.number(), lease_owner: z.string().nullable() });

/** The conversations of a database. */
export function conversationsIn(database: Database): Conversations {
  const states = createStateCache();
  return {
    open: async (opening) => {
      await database.transaction((sql) => open(sql, opening));
      states.put(opening.conversation, 0);
    },
    accept: acceptIn(database, states),
    load: (id) => load(database.query, id),
    commit: (handled) => database.transaction((sql) => commit(sql, handled)),
    transcript: async (id, after) => {
      const rows = await database.query(
        `select seq, sender, body, payload, reply_to, at, answer from messages
          where conversation_id = ? and seq > ? order by seq`,
        [id, after],
      );
      return rows.map(entryOf);
    },
  };
}

function acceptIn(database: Database, states: StateCache): Conversations['accept'] {
  return async <H extends Handled>(inbound: Inbound, lease: Lease, handle?: (held: Held) => H) => {
    const step = versionStep();
    const outcome = await database.transaction(async (sql) => {
      const atOnce =
        handle === undefined
          ? null
          : await answerAtOnce(
              { sql, rowLock: database.dialect.rowLock, states, step },
              inbound,
              lease,
              handle,
            );
      return atOnce ?? (await accept(sql, inbound, lease));
    });
    if (outcome.type === 'answered') states.put(outcome.handled.conversation, outcome.handled.version + step);
    return outcome;
  };
}

async function open(sql: Sql, opening: Opening): Promise<void> {
  const { conversation, channel, tokenHash, replies, at, identity } = opening;
  const { id, status, version } = conversation;
  const state = stateText(conversation);
  await sql(
    `insert into conversations(id, channel, token_hash, status, state, content_version, version, last_seq,
      created_at, updated_at, carry_after) values(?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
    [id, channel, tokenHash, status, state, version, replies.length, at, at, identity?.carryAfter ?? null],
  );
  if (identity !== undefined) await addIdentity(sql, { channel, conversationId: id, at }, identity);
  await say(sql, { id, after: 0, replyTo: null, replies, at, version });
}

async function accept(sql: Sql, inbound: Inbound, lease: Lease): Promise<Accepted> {
  const { conversationId, id, body, doing, at } = inbound;
  const row = await takeLease(sql, conversationId, lease);
  if (row === undefined) return { type: 'absent' };
  const { last_seq, lease_owner } = lastRow.parse(row);
  const [fresh] = await sql(
    `insert into messages(conversation_id, seq, sender, message_id, body, payload, at)
      values(?, ?, 'merchant', ?, ?, ?, ?)
      on conflict (conversation_id, message_id) where message_id is not null do nothing returning seq, answer`,
    [conversationId, last_seq + 1, id, body, JSON.stringify(doing), at],
  );
  if (fresh !== undefined) {
    await sql('update conversations set last_seq = ? where id = ?', [last_seq + 1, conversationId]);
  }
  const kept = keptRow.parse(fresh ?? (await messageBy(sql, conversationId, id)));
  if (lease_owner !== lease.owner) return { type: 'kept', ...kept, held: null };
  const pending = await pendingIn(sql, conversationId);
  if (pending.length > 0) return { type: 'kept', ...kept, held: heldOf(row, pending) };
  await giveBack(sql, conversationId, lease.owner);
  return { type: 'kept', ...kept, held: null };
}

/** Takes the row's lock in any case, so that sequence numbers are given out one after the other and nobody who
 * holds the lease gives it back meanwhile; takes the lease where it is free. */
async function takeLease(sql: Sql, id: string, { owner, now, until }: Lease): Promise<Row | undefined> {
  const [row] = await sql(
    `update conversations set
        lease_owner = case when ${free()} then ? else lease_owner end,
        lease_until = case when ${free()} then ? else lease_until end
      where id = ? returning last_seq, lease_owner, ${HELD}`,
    [...freeAt(now), owner, ...freeAt(now), until, id],
  );
  return row;
}

async function messageBy(sql: Sql, conversationId: string, id: string): Promise<Row | undefined> {
  const [row] = await sql('select seq, answer from messages where conversation_id = ? and message_id = ?', [
    conversationId,
    id,
  ]);
  return row;
}

/** Takes the lease of a conversation where it is free and something waits there. */
export async function claim(sql: Sql, id: string, lease: Lease): Promise<Held | null> {
  const row = await takeLease(sql, id, lease);
  if (row === undefined || lastRow.parse(row).lease_owner !== lease.owner) return null;
  const pending = await pendingIn(sql, id);
  if (pending.length > 0) return heldOf(row, pending);
  await giveBack(sql, id, lease.owner);
  return null;
}

/** Gives a lease back, unless another has taken it meanwhile. */
export async function giveBack(sql: Sql, id: string, owner: string): Promise<void> {
  await sql('update conversations set lease_owner = null, lease_until = 0 where id = ? and lease_owner = ?', [
    id,
    owner,
  ]);
}

async function load(sql: Sql, id: string): Promise<Held | null> {
  const [row] = await sql(`select ${HELD} from conversations where id = ?`, [id]);
  return row === undefined ? null : heldOf(row, await pendingIn(sql, id));
}

async function pendingIn(sql: Sql, id: string): Promise<Pending[]> {
  const rows = await sql(
    `select seq, payload, at from messages
      where conversation_id = ? and sender = 'merchant' and handled_at is null order by seq`,
    [id],
  );
  return rows.map(pendingOf);
}

async function commit(sql: Sql, handled: Handled): Promise<Committed> {
  const { conversation, version, lease, answers, jobs, caseNews } = handled;
  const { id, status, version: content } = conversation;
  const said = answers.reduce((sum, one) => sum + one.replies.length, 0);
  const at = Math.max(...answers.map((one) => one.at));
  const [row] = await sql(
    `update conversations set state = ?, status = ?, content_version = ?, version = version + 1,
        last_seq = last_seq + ?, updated_at = ?, lease_until = ?
      where id = ? and version = ? and lease_owner = ? returning last_seq, lease_owner, carry_after`,
    [stateText(conversation), status, content, said, at, lease.until, id, version, lease.owner],
  );
  if (row === undefined) return { type: 'lost' };
  await answer(sql, { id, content, after: lastRow.parse(row).last_seq - said, now: lease.now }, answers);
  for (const job of jobs) await addJob(sql, job, at);
  await keepAllNews(sql, id, { news: caseNews, lines: answers.map(({ seq }) => seq) }, at);
  await queueDelivery(sql, id, deliveryTime(row, at));
  const pending = await pendingIn(sql, id);
  if (pending.length === 0) await giveBack(sql, id, lease.owner);
  return { type: 'kept', pending };
}

/** Where answers go: a conversation, and the last sequence number before them. */
interface Place {
  readonly id: string;
  readonly content: string;
  readonly after: number;
  readonly now: number;
}

async function answer(sql: Sql, place: Place, answers: readonly Answered[]): Promise<void> {
  const { id, content, now } = place;
  let { after } = place;
  for (const { seq, replies, answer: text, at } of answers) {
    await sql(
      `update messages set handled_at = ?, answer = ?, content_version = ?
        where conversation_id = ? and seq = ?`,
      [now, text, content, id, seq],
    );
    await say(sql, { id, after, replyTo: seq, replies, at, version: content });
    after += replies.length;
  }
}

interface Said {
  readonly id: string;
  readonly after: number;
  readonly replyTo: number | null;
  readonly replies: readonly Reply[];
  readonly at: number;
  readonly version: string;
}

async function say(sql: Sql, said: Said): Promise<void> {
  if (said.replies.length === 0) return;
  const row = "(?, ?, 'bot', ?, ?, ?, ?, ?)";
  await sql(
    `insert into messages(conversation_id, seq, sender, body, payload, reply_to, at, content_version)
      values${said.replies.map(() => row).join(', ')}`,
    said.replies.flatMap((reply, i) => [
      said.id,
      said.after + i + 1,
      reply.text,
      payloadOf(reply),
      said.replyTo,
      said.at,
      said.version,
    ]),
  );
}
