import { z } from 'zod';
import type { Sql } from './engine/database.ts';
import { newId } from './new-id.ts';
import { json } from './rows.ts';

/** The kind of the jobs that carry a message to a webhook. */
export const DELIVERY = 'webhook';

/** From half a minute on, twice as long each time: the last attempt is some 17 hours after the first. */
const ATTEMPTS = 12;

/** Something that happened, for other programs. Without personal data: they ask for more by the id. */
export interface Happened {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const hookRow = z.object({ id: z.string(), events: json.pipe(z.array(z.string())) });

/** Queues within a transaction what the webhooks are to be told, so that it is sent if and only if it happened. */
export async function emit(sql: Sql, happened: readonly Happened[], at: number): Promise<void> {
  if (happened.length === 0) return;
  const hooks = (await sql('select id, events from webhooks where disabled_at is null')).map((row) =>
    hookRow.parse(row),
  );
  for (const one of happened) {
    for (const { id, events } of hooks) if (wants(events, one.type)) await queue(sql, id, one, at);
  }
}

function wants(events: readonly string[], type: string): boolean {
  return events.includes(type) || events.includes(`${type.split('.')[0]}.*`);
}

/** Queues a message for one webhook within a transaction. */
export async function queue(
  sql: Sql,
  webhookId: string,
  { type, data }: Happened,
  at: number,
): Promise<void> {
  const id = newId(at);
  const body = JSON.stringify({ id, type, at: new Date(at).toISOString(), data });
  await sql(
    `insert into jobs(id, kind, key, payload, run_at, max_attempts, created_at) values(?, ?, null, ?, ?, ?, ?)`,
    [id, DELIVERY, JSON.stringify({ webhookId, type, body }), at, ATTEMPTS, at],
  );
}
