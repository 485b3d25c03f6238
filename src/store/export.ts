import type { Database, Row } from './engine/database.ts';

/** Every table that holds something of a conversation, under the name it has in an export. */
const PARTS: readonly { readonly name: string; readonly table: string; readonly key: string }[] = [
  { name: 'conversation', table: 'conversations', key: 'id' },
  { name: 'messages', table: 'messages', key: 'conversation_id' },
  { name: 'cases', table: 'cases', key: 'conversation_id' },
  { name: 'channels', table: 'channel_identities', key: 'conversation_id' },
  { name: 'channelReplies', table: 'channel_replies', key: 'conversation_id' },
  { name: 'links', table: 'links', key: 'conversation_id' },
];
/** No secrets, not even hashed. */
const SECRET: ReadonlySet<string> = new Set(['token_hash', 'lease_owner', 'lease_until']);
/** Columns of JSON text, told as what they mean. */
const STRUCTURED: ReadonlySet<string> = new Set(['state', 'payload', 'diagnosis', 'answer']);

/** All that is kept of a conversation, as one value; null where there is none. */
export async function exportOf(database: Database, id: string): Promise<Record<string, unknown> | null> {
  return database.transaction(async (sql) => {
    const parts: [string, readonly Row[]][] = [];
    for (const { name, table, key } of PARTS) {
      parts.push([name, (await sql(`select * from ${table} where ${key} = ?`, [id])).map(told)]);
    }
    const jobs = await sql('select kind, payload, run_at, state from jobs where payload like ?', [
      `%"conversationId":"${id.replace(/[^\w-]/g, '')}"%`,
    ]);
    // What agents note for each other stays with them.
    const events = await sql(
      `select at, actor_name, action, detail from case_events
        where action <> 'noted' and case_id in (select id from cases where conversation_id = ?) order by at`,
      [id],
    );
    const all = Object.fromEntries([...parts, ['caseEvents', events.map(told)], ['jobs', jobs.map(told)]]);
    return parts[0]?.[1].length === 0 ? null : all;
  });
}

function told(row: Row): Row {
  const columns = Object.entries(row).filter(([name]) => !SECRET.has(name));
  return Object.fromEntries(columns.map(([name, value]) => [name, meant(name, value)]));
}

function meant(name: string, value: unknown): unknown {
  if (!STRUCTURED.has(name) || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // Some tables keep plain words under such a name.
    return value;
  }
}
