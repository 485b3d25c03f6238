import { z } from 'zod';
import type { Database, Row, Sql } from './engine/database.ts';
import type { Identities, Identity, NewIdentity } from './identity.ts';
import { json } from './rows.ts';

const COLUMNS = 'channel, external_id, conversation_id, reference, heard_at, sent, carried, parts';

const identityRow = z
  .object({
    channel: z.string(),
    external_id: z.string(),
    conversation_id: z.string(),
    reference: json,
    heard_at: z.number(),
    sent: z.number(),
    carried: z.number(),
    parts: z.number(),
  })
  .transform(
    ({ external_id, conversation_id, heard_at, ...same }): Identity => ({
      ...same,
      externalId: external_id,
      conversationId: conversation_id,
      heardAt: heard_at,
    }),
  );
const linkRow = z.object({ conversation_id: z.string() });

/** Those who write on channels, in a database. */
export function identitiesIn(database: Database): Identities {
  const one = async (text: string, values: readonly (string | number)[]) => {
    const [row] = await database.query(text, values);
    return row === undefined ? null : identityOf(row);
  };
  return {
    find: (channel, externalId) =>
      one(`select ${COLUMNS} from channel_identities where channel = ? and external_id = ?`, [
        channel,
        externalId,
      ]),
    of: (conversationId) =>
      one(`select ${COLUMNS} from channel_identities where conversation_id = ?`, [conversationId]),
    hear: ({ channel, externalId, reference, at }) =>
      one(
        `update channel_identities set reference = ?,
            sent = case when heard_at <= ? then 0 else sent end,
            heard_at = case when heard_at < ? then ? else heard_at end
          where channel = ? and external_id = ? returning ${COLUMNS}`,
        [JSON.stringify(reference), at, at, at, channel, externalId],
      ),
    addLink: (tokenHash, conversationId, expiresAt) =>
      database.transaction(async (sql) => {
        await sql('insert into links(token_hash, conversation_id, expires_at) values(?, ?, ?)', [
          tokenHash,
          conversationId,
          expiresAt,
        ]);
      }),
    takeLink: (tokenHash, now) => database.transaction((sql) => takeLink(sql, tokenHash, now)),
  };
}

async function takeLink(sql: Sql, tokenHash: string, now: number): Promise<string | null> {
  const [row] = await sql(
    'delete from links where token_hash = ? and expires_at > ? returning conversation_id',
    [tokenHash, now],
  );
  if (row === undefined) return null;
  const { conversation_id } = linkRow.parse(row);
  await sql('delete from links where conversation_id = ?', [conversation_id]);
  return conversation_id;
}

/** A row of table channel_identities. */
export function identityOf(row: Row): Identity {
  return identityRow.parse(row);
}

/** Keeps who talks in a conversation, within the transaction that opens it. */
export async function addIdentity(
  sql: Sql,
  talk: { readonly channel: string; readonly conversationId: string; readonly at: number },
  { externalId, reference }: NewIdentity,
): Promise<void> {
  await sql(
    `insert into channel_identities(channel, external_id, conversation_id, reference, heard_at)
      values(?, ?, ?, ?, ?)`,
    [talk.channel, externalId, talk.conversationId, JSON.stringify(reference), talk.at],
  );
}
