import { z } from 'zod';
import type { Database, Row, Sql } from '../engine/database.ts';
import { type Audited, audit, entityIdOf, type Linked, linkHash } from './audit.ts';

/** An entry as it is told. */
export interface AuditEntry extends Linked {
  readonly hash: string;
}

/** Which entries are wanted: the newest before a place, at most so many. */
export interface AuditWanted {
  readonly before: number | null;
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly limit: number;
}

/** What a check of the whole chain found. */
export interface AuditVerdict {
  readonly entries: number;
  /** of the last entry: noted elsewhere, it proves later that nothing before it was changed */
  readonly head: { readonly seq: number; readonly hash: string };
  /** from before there was a chain */
  readonly unchained: number;
  /** in words, with the place; none: the chain is whole */
  readonly findings: readonly string[];
}

/** The audit, to be added to and read. */
export interface AuditTrail {
  add(entries: readonly Audited[], at: number): Promise<void>;
  list(wanted: AuditWanted): Promise<readonly AuditEntry[]>;
  /** Checks every entry. `anchors`: heads that were noted earlier, and must still be there. */
  verify(anchors?: readonly AuditVerdict['head'][]): Promise<AuditVerdict>;
}

const PAGE = 1_000;
/** More would say no more. */
const MOST_FINDINGS = 20;
const COLUMNS = 'id, at, actor, action, entity, entity_id, detail, seq, hash';

const entryRow = z
  .object({
    id: z.string(),
    at: z.number(),
    actor: z.string(),
    action: z.string(),
    entity: z.string(),
    entity_id: z.string(),
    detail: z.string().nullable(),
    seq: z.number(),
    hash: z.string(),
  })
  .transform(({ entity_id, ...same }): AuditEntry => ({ ...same, entityId: entity_id }));

const headRow = z.object({ seq: z.number(), hash: z.string(), unchained: z.number() });

/** The audit of a database. */
export function auditIn(database: Database): AuditTrail {
  return {
    add: (entries, at) => database.transaction((sql) => audit(sql, entries, at)),
    list: async ({ before, entity, entityId, limit }) => {
      const named = entityIdOf({ entity: entity ?? '', entityId: entityId ?? '' });
      const rows = await database.query(
        `select ${COLUMNS} from audit where seq is not null and seq < ?
          and (? = '' or entity = ?) and (? = '' or entity_id = ?) order by seq desc limit ?`,
        [before ?? Number.MAX_SAFE_INTEGER, entity ?? '', entity ?? '', named, named, limit],
      );
      return rows.map((row) => entryRow.parse(row));
    },
    // One transaction: what is added meanwhile waits, and head and entries belong together.
    verify: (anchors = []) => database.transaction((sql) => verify(sql, anchors)),
  };
}

async function verify(sql: Sql, anchors: readonly AuditVerdict['head'][]): Promise<AuditVerdict> {
  const [headFound] = await sql(
    'update audit_head set seq = seq where id = 1 returning seq, hash, unchained',
  );
  const head = headFound === undefined ? { seq: 0, hash: '', unchained: 0 } : headRow.parse(headFound);
  const walk = createWalk(anchors);
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows: readonly Row[] = await sql(
      `select ${COLUMNS} from audit where seq is not null and seq > ? order by seq limit ?`,
      [last, PAGE],
    );
    const entries = rows.map((row) => entryRow.parse(row));
    for (const entry of entries) walk.step(entry);
    const end = entries.at(-1);
    if (end === undefined) break;
    last = end.seq;
  }
  const [count] = await sql('select count(*) as n from audit where seq is null');
  const unchained = z.object({ n: z.number() }).parse(count).n;
  const findings = [
    ...walk.end(head),
    ...strays(unchained, headFound === undefined ? unchained : head.unchained),
  ];
  const { seq, hash } = head;
  return {
    entries: walk.count(),
    head: { seq, hash },
    unchained,
    findings: findings.slice(0, MOST_FINDINGS),
  };
}

function strays(found: number, expected: number): string[] {
  return found === expected
    ? []
    : [
        `${found} entries stand outside the chain where ${expected} did when it began: some were inserted or removed`,
      ];
}

/** Goes along the chain entry by entry. */
function createWalk(anchors: readonly AuditVerdict['head'][]) {
  const open = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
  const findings: string[] = [];
  let [expected, before, count] = [1, '', 0];
  return {
    count: () => count,
    step: (entry: AuditEntry) => {
      const { seq, hash } = entry;
      count += 1;
      if (seq !== expected) findings.push(gap(expected, seq));
      // After a gap the hash before is unknown: the entry is judged by those that follow.
      else if (linkHash(before, entry) !== hash) {
        findings.push(
          `entry ${seq} (${entry.action} ${entry.entity} ${entry.entityId}) was edited or inserted`,
        );
      }
      if (open.has(seq) && open.get(seq) !== hash)
        findings.push(`entry ${seq} is not the one that was noted`);
      open.delete(seq);
      [expected, before] = [seq + 1, hash];
    },
    end: (head: AuditVerdict['head']): readonly string[] => {
      if (head.seq !== expected - 1) {
        findings.push(
          head.seq > expected - 1
            ? `entries ${expected} to ${head.seq} at the end are missing`
            : `entries after ${head.seq} do not belong to the chain`,
        );
      } else if (head.hash !== before) findings.push('the last entry is not the one that the head names');
      for (const seq of open.keys()) findings.push(`entry ${seq}, which was noted, is missing`);
      return findings;
    },
  };
}

function gap(expected: number, seq: number): string {
  if (seq < expected) return `entry ${seq} stands before the beginning: it was inserted`;
  return seq === expected + 1
    ? `entry ${expected} is missing`
    : `entries ${expected} to ${seq - 1} are missing`;
}
