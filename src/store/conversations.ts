import { z } from 'zod';
import type { Reply } from '../conversation/reply.ts';
import type { Database, Sql } from './database.ts';
import { conversationOf, entryOf, heldRow, pendingOf } from './rows.ts';
import type { Accepted, Conversations, Handled, Held, Inbound, Opening } from './store.ts';

const keptRow = z.object({ seq: z.number(), answer: z.string().nullable() });
const lastRow = z.object({ last_seq: z.number() });

/** The conversations of a database. */
export function conversationsIn(database: Database): Conversations {
  return {
    open: (opening) => database.transaction((sql) => open(sql, opening)),
    accept: (inbound) => database.transaction((sql) => accept(sql, inbound)),
    load: (id) => database.transaction((sql) => load(sql, id)),
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

async function open(sql: Sql, opening: Opening): Promise<void> {
  const { conversation, channel, tokenHash, replies, at } = opening;
  const { id, status, version } = conversation;
  const state = JSON.stringify(conversation);
  await sql(
    `insert into conversations(id, channel, token_hash, status, state, content_version, version, last_seq,
      created_at, updated_at) values(?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
    [id, channel, tokenHash, status, state, version, replies.length, at, at],
  );
  await say(sql, { id, after: 0, replyTo: null, replies, at, version });
}

async function accept(sql: Sql, inbound: Inbound): Promise<Accepted> {
  const { conversationId, id, body, doing, at } = inbound;
  // The unconditional update takes the row's lock, so that sequence numbers are given out one after the other.
  const [last] = await sql('update conversations set last_seq = last_seq where id = ? returning last_seq', [
    conversationId,
  ]);
  if (last === undefined) return { type: 'absent' };
  const [before] = await sql(
    'select seq, answer from messages where conversation_id = ? and message_id = ?',
    [conversationId, id],
  );
  if (before !== undefined) return { type: 'kept', ...keptRow.parse(before) };
  const seq = lastRow.parse(last).last_seq + 1;
  await sql('update conversations set last_seq = ? where id = ?', [seq, conversationId]);
  await sql(
    `insert into messages(conversation_id, seq, sender, message_id, body, payload, at)
      values(?, ?, 'merchant', ?, ?, ?, ?)`,
    [conversationId, seq, id, body, JSON.stringify(doing), at],
  );
  return { type: 'kept', seq, answer: null };
}

async function load(sql: Sql, id: string): Promise<Held | null> {
  const [row] = await sql('select state, version, token_hash, created_at from conversations where id = ?', [
    id,
  ]);
  if (row === undefined) return null;
  const pending = await sql(
    `select seq, payload, at from messages
      where conversation_id = ? and sender = 'merchant' and handled_at is null order by seq`,
    [id],
  );
  const { state, version, token_hash, created_at } = heldRow.parse(row);
  return {
    conversation: conversationOf(state),
    version,
    tokenHash: token_hash,
    createdAt: created_at,
    pending: pending.map(pendingOf),
  };
}

async function commit(sql: Sql, handled: Handled): Promise<boolean> {
  const { conversation, version, seq, replies, answer, at } = handled;
  const { id, status, version: content } = conversation;
  const [last] = await sql(
    `update conversations set state = ?, status = ?, content_version = ?, version = version + 1,
      last_seq = last_seq + ?, updated_at = ? where id = ? and version = ? returning last_seq`,
    [JSON.stringify(conversation), status, content, replies.length, at, id, version],
  );
  if (last === undefined) return false;
  await sql(
    'update messages set handled_at = ?, answer = ?, content_version = ? where conversation_id = ? and seq = ?',
    [at, answer, content, id, seq],
  );
  const after = lastRow.parse(last).last_seq - replies.length;
  await say(sql, { id, after, replyTo: seq, replies, at, version: content });
  return true;
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
  for (const [i, reply] of said.replies.entries()) {
    const payload = JSON.stringify({ kind: reply.kind, choices: reply.choices ?? [] });
    await sql(
      `insert into messages(conversation_id, seq, sender, body, payload, reply_to, at, content_version)
        values(?, ?, 'bot', ?, ?, ?, ?, ?)`,
      [said.id, said.after + i + 1, reply.text, payload, said.replyTo, said.at, said.version],
    );
  }
}
