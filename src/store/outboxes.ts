import { z } from 'zod';
import type { Database, Sql } from './engine/database.ts';
import { free, freeAt } from './free-lease.ts';
import { identityOf } from './identities.ts';
import type { Outbox, Progress, Taken } from './outbox.ts';
import { entryOf } from './rows.ts';
import type { Lease } from './store.ts';

/** Platforms send a message again within seconds. */
const REMEMBERED_MS = 600_000;

const leaseRow = z.object({ lease_owner: z.string().nullable(), lease_until: z.number() });
const replyRow = z.object({ body: z.string() });

/** What waits to be carried, in a database. */
export function outboxIn(database: Database): Outbox {
  return {
    take: (conversationId, lease) => database.transaction((sql) => take(sql, conversationId, lease)),
    advance: (progress) => database.transaction((sql) => advance(sql, progress)),
    release: async (conversationId, owner) => {
      await release(database.query, conversationId, owner);
    },
    replied: async (conversationId, messageId) => {
      const [row] = await database.query(
        'select body from channel_replies where conversation_id = ? and message_id = ?',
        [conversationId, messageId],
      );
      return row === undefined ? null : replyRow.parse(row).body;
    },
  };
}

async function take(sql: Sql, conversationId: string, { owner, now, until }: Lease): Promise<Taken> {
  const [row] = await sql(
    `update channel_identities set
        lease_until = case when ${free()} or lease_owner = ? then ? else lease_until end,
        lease_owner = case when ${free()} then ? else lease_owner end
      where conversation_id = ? returning *`,
    [...freeAt(now), owner, until, ...freeAt(now), owner, conversationId],
  );
  if (row === undefined) return { type: 'nothing' };
  const lease = leaseRow.parse(row);
  if (lease.lease_owner !== owner) return { type: 'busy', until: lease.lease_until };
  const identity = identityOf(row);
  const rows = await sql(
    `select seq, sender, body, payload, reply_to, at, answer from messages
      where conversation_id = ? and seq > ? and sender <> 'merchant' order by seq`,
    [conversationId, identity.carried],
  );
  if (rows.length === 0) {
    await release(sql, conversationId, owner);
    return { type: 'nothing' };
  }
  return { type: 'load', identity, lines: rows.map(entryOf) };
}

async function advance(sql: Sql, progress: Progress): Promise<boolean> {
  const { conversationId, carried, parts, counted, lease, reply } = progress;
  const rows = await sql(
    `update channel_identities set carried = ?, parts = ?, sent = sent + ?, lease_until = ?
      where conversation_id = ? and lease_owner = ? returning conversation_id`,
    [carried, parts, counted, lease.until, conversationId, lease.owner],
  );
  if (rows.length === 0) return false;
  if (reply === undefined) return true;
  await sql('delete from channel_replies where conversation_id = ? and at < ?', [
    conversationId,
    reply.at - REMEMBERED_MS,
  ]);
  await sql(
    `insert into channel_replies(conversation_id, message_id, body, at) values(?, ?, ?, ?)
      on conflict (conversation_id, message_id) do nothing`,
    [conversationId, reply.messageId, reply.body, reply.at],
  );
  return true;
}

async function release(sql: Sql, conversationId: string, owner: string): Promise<void> {
  await sql(
    `update channel_identities set lease_owner = null, lease_until = 0
      where conversation_id = ? and lease_owner = ?`,
    [conversationId, owner],
  );
}
