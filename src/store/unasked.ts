import { z } from 'zod';
import { stateText } from '../conversation/state-text.ts';
import { queueDelivery } from './deliveries.ts';
import type { Sql } from './engine/database.ts';
import type { Outcome } from './job.ts';
import { payloadOf } from './rows.ts';

const spokenRow = z.object({
  last_seq: z.number(),
  content_version: z.string(),
  carry_after: z.number().nullable(),
});

/** Says something into a conversation within a transaction, without a question before it. False, and nothing
 * said, where the conversation is no longer the one that was looked at. */
export async function sayUnasked(
  sql: Sql,
  { version, next, reply }: NonNullable<Outcome['says']>,
  at: number,
): Promise<boolean> {
  const [row] = await sql(
    `update conversations set last_seq = last_seq + 1, state = ?, status = ?, version = version + 1,
        updated_at = ? where id = ? and version = ? returning last_seq, content_version, carry_after`,
    [stateText(next), next.status, at, next.id, version],
  );
  if (row === undefined) return false;
  const { last_seq, content_version, carry_after: carriedAt } = spokenRow.parse(row);
  await sql(
    `insert into messages(conversation_id, seq, sender, body, payload, at, content_version)
      values(?, ?, 'system', ?, ?, ?, ?)`,
    [next.id, last_seq, reply.text, payloadOf(reply), at, content_version],
  );
  await queueDelivery(sql, next.id, carriedAt === null ? null : at);
  return true;
}
