import { z } from 'zod';
import type { Database, Row, Sql } from './engine/database.ts';
import { DELIVERY, queue } from './happened.ts';
import { json } from './rows.ts';
import { audit } from './staff/audit.ts';
import type { By } from './staff/user.ts';
import type { Delivery, Webhook, Webhooks } from './webhook.ts';

const COLUMNS = 'id, url, secret, events, created_at';
const ENTITY = 'webhook';

const hookRow = z
  .object({
    id: z.string(),
    url: z.string(),
    secret: z.string(),
    events: json.pipe(z.array(z.string())),
    created_at: z.number(),
  })
  .transform(({ created_at, ...same }): Webhook => ({ ...same, createdAt: created_at }));

const deliveryRow = z
  .object({
    id: z.string(),
    payload: json.pipe(z.object({ type: z.string() })),
    state: z.enum(['queued', 'running', 'done', 'dead']),
    attempts: z.number(),
    run_at: z.number(),
    last_error: z.string().nullable(),
  })
  .transform(
    ({ payload, run_at, last_error, ...same }): Delivery => ({
      ...same,
      type: payload.type,
      nextAt: run_at,
      lastError: last_error,
    }),
  );

/** The webhooks of a database. */
export function webhooksIn(database: Database): Webhooks {
  return {
    list: async () =>
      (await database.query(`select ${COLUMNS} from webhooks order by created_at`)).map(hookOf),
    find: async (id) => {
      const [row] = await database.query(`select ${COLUMNS} from webhooks where id = ?`, [id]);
      return row === undefined ? null : hookOf(row);
    },
    add: (webhook, by) => database.transaction((sql) => add(sql, webhook, by)),
    remove: (id, by) => database.transaction((sql) => remove(sql, id, by)),
    ping: (id, at) => database.transaction((sql) => queue(sql, id, { type: 'ping', data: {} }, at)),
    deliveries: async (id, limit) => {
      const rows = await database.query(
        `select id, payload, state, attempts, run_at, last_error from jobs
          where kind = ? and payload like ? order by id desc limit ?`,
        [DELIVERY, belongsTo(id), limit],
      );
      return rows.map((row) => deliveryRow.parse(row));
    },
    revive: (webhookId, deliveryId, by) =>
      database.transaction((sql) => revive(sql, webhookId, deliveryId, by)),
  };
}

function hookOf(row: Row): Webhook {
  return hookRow.parse(row);
}

// The id stands first in the payload, and holds letters, digits and a dash only.
function belongsTo(id: string): string {
  return `{"webhookId":"${id.replace(/[^\w-]/g, '')}"%`;
}

async function add(sql: Sql, webhook: Webhook, { actor, at }: By): Promise<void> {
  const { id, url, secret, events, createdAt } = webhook;
  await sql(
    'insert into webhooks(id, url, secret, events, created_at, created_by) values(?, ?, ?, ?, ?, ?)',
    [id, url, secret, JSON.stringify(events), createdAt, actor],
  );
  const detail = { host: new URL(url).host, events };
  await audit(sql, [{ actor, action: 'added', entity: ENTITY, entityId: id, detail }], at);
}

async function remove(sql: Sql, id: string, { actor, at }: By): Promise<boolean> {
  const rows = await sql('delete from webhooks where id = ? returning id', [id]);
  if (rows.length === 0) return false;
  await sql('delete from jobs where kind = ? and payload like ?', [DELIVERY, belongsTo(id)]);
  await audit(sql, [{ actor, action: 'removed', entity: ENTITY, entityId: id }], at);
  return true;
}

async function revive(sql: Sql, webhookId: string, id: string, { actor, at }: By): Promise<boolean> {
  const rows = await sql(
    `update jobs set state = 'queued', attempts = 0, run_at = ?, done_at = null, last_error = null
      where id = ? and kind = ? and state = 'dead' and payload like ? returning id`,
    [at, id, DELIVERY, belongsTo(webhookId)],
  );
  if (rows.length === 0) return false;
  const entry = {
    actor,
    action: 'sent-again',
    entity: ENTITY,
    entityId: webhookId,
    detail: { delivery: id },
  };
  await audit(sql, [entry], at);
  return true;
}
