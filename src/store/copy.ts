import { createHash } from 'node:crypto';
import type { Database, Row, Sql, Value } from './engine/database.ts';

/** Every table with its key, those that others refer to first. */
const TABLES: readonly { readonly name: string; readonly key: readonly string[] }[] = [
  { name: 'conversations', key: ['id'] },
  { name: 'messages', key: ['conversation_id', 'seq'] },
  { name: 'cases', key: ['id'] },
  { name: 'case_events', key: ['case_id', 'deed'] },
  { name: 'numbers', key: ['name'] },
  { name: 'jobs', key: ['id'] },
  { name: 'audit', key: ['id'] },
  { name: 'users', key: ['id'] },
  { name: 'sessions', key: ['token_hash'] },
  { name: 'seats', key: ['channel', 'external_id'] },
  { name: 'seat_codes', key: ['code_hash'] },
  { name: 'seat_notes', key: ['channel', 'user_id', 'case_id', 'deed'] },
  { name: 'case_cards', key: ['case_id', 'channel', 'place'] },
  { name: 'channel_identities', key: ['channel', 'external_id'] },
  { name: 'channel_replies', key: ['conversation_id', 'message_id'] },
  { name: 'links', key: ['token_hash'] },
  { name: 'registers', key: ['name'] },
  { name: 'login_attempts', key: ['key'] },
  { name: 'invitations', key: ['token_hash'] },
  { name: 'audit_head', key: ['id'] },
  { name: 'webhooks', key: ['id'] },
];
const PAGE = 500;
const MODULUS = 1n << 256n;

/** What a table holds: equal sums of hashes mean equal rows, in whatever order. */
export interface Tally {
  readonly table: string;
  readonly rows: number;
  /** the sum of the rows' SHA-256, hexadecimal */
  readonly hash: string;
}

/** Copies everything from one store into an empty one, both with the present schema, and reads it back. Nobody can
 * write to the source meanwhile. Throws, and copies nothing, where the target holds anything or differs afterwards. */
export async function copyStore(source: Database, target: Database): Promise<readonly Tally[]> {
  return source.transaction((from) =>
    target.transaction(async (to) => {
      const copied: Tally[] = [];
      for (const table of TABLES) {
        const [full] = await to(`select 1 as one from ${table.name} limit 1`);
        if (full !== undefined)
          throw new Error(`the target already holds ${table.name}: copy into an empty one`);
      }
      for (const table of TABLES) copied.push(await copyTable(from, to, table));
      return copied;
    }),
  );
}

async function copyTable(from: Sql, to: Sql, table: (typeof TABLES)[number]): Promise<Tally> {
  const written = createTally(table.name);
  for await (const rows of pages(from, table)) {
    for (const row of rows) {
      written.add(row);
      await insert(to, table.name, row);
    }
  }
  const read = createTally(table.name);
  for await (const rows of pages(to, table)) for (const row of rows) read.add(row);
  const [expected, found] = [written.total(), read.total()];
  if (expected.rows !== found.rows || expected.hash !== found.hash) {
    throw new Error(`${table.name} differs after the copy: ${expected.rows} rows and ${found.rows} rows`);
  }
  return found;
}

async function* pages(sql: Sql, { name, key }: (typeof TABLES)[number]): AsyncIterable<readonly Row[]> {
  const columns = key.join(', ');
  const holes = key.map(() => '?').join(', ');
  let last: readonly Value[] | null = null;
  for (;;) {
    const after = last === null ? '' : ` where (${columns}) > (${holes})`;
    const rows: readonly Row[] = await sql(
      `select * from ${name}${after} order by ${columns} limit ${PAGE}`,
      last ?? [],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    last = key.map((column) => columnValue(end[column]));
  }
}

async function insert(sql: Sql, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row).sort();
  await sql(
    `insert into ${table}(${columns.join(', ')}) values(${columns.map(() => '?').join(', ')})`,
    columns.map((column) => columnValue(row[column])),
  );
}

function columnValue(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`a column holds a ${typeof value}`);
}

function createTally(table: string) {
  let rows = 0;
  let sum = 0n;
  return {
    add: (row: Row) => {
      const sorted = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
      rows += 1;
      sum += BigInt(`0x${createHash('sha256').update(JSON.stringify(sorted)).digest('hex')}`);
    },
    total: (): Tally => ({ table, rows, hash: (sum % MODULUS).toString(16).padStart(64, '0') }),
  };
}
