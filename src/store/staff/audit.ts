import { createHash } from 'node:crypto';
import { z } from 'zod';
import { redraw } from '../cases/redraw-cards.ts';
import type { Sql } from '../engine/database.ts';
import { emit, type Happened } from '../happened.ts';
import { newId } from '../new-id.ts';
import { pseudonym } from '../pseudonym.ts';

/** Something that has to be told later: who did what to which thing. Without personal data: people and talks stand
 * here by their ids only, so that an erased talk leaves nothing but a pseudonym. */
export interface Audited {
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly detail?: unknown;
}

/** An entry as it is chained: its place, its content, and the hash over both and the hash before. */
export interface Linked {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  /** JSON text */
  readonly detail: string | null;
}

const headRow = z.object({ seq: z.number(), hash: z.string() });

/** The hash of an entry that follows on another: SHA-256, hexadecimal. */
export function linkHash(before: string, entry: Linked): string {
  const { seq, id, at, actor, action, entity, entityId, detail } = entry;
  const text = JSON.stringify([before, seq, id, at, actor, action, entity, entityId, detail]);
  return createHash('sha256').update(text).digest('hex');
}

/** Adds to the audit within a transaction. The head of the chain is locked until it ends, so that entries of many
 * processes follow one on the other, and none is chained whose transaction was undone. What is done to a case is also queued for the webhooks. */
export async function audit(sql: Sql, entries: readonly Audited[], at: number): Promise<void> {
  if (entries.length === 0) return;
  const [row] = await sql(
    `insert into audit_head(id, seq, hash, unchained)
      values(1, 0, '', (select count(*) from audit where seq is null))
      on conflict (id) do update set seq = audit_head.seq returning seq, hash`,
  );
  let { seq, hash } = headRow.parse(row);
  for (const { detail, ...entry } of entries) {
    seq += 1;
    const entityId = entityIdOf(entry);
    const linked = { ...entry, entityId, seq, id: newId(at), at, detail: JSON.stringify(detail) ?? null };
    hash = linkHash(hash, linked);
    await sql(
      `insert into audit(id, at, actor, action, entity, entity_id, detail, seq, hash)
        values(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [linked.id, at, entry.actor, entry.action, entry.entity, entityId, linked.detail, seq, hash],
    );
  }
  await sql('update audit_head set seq = ?, hash = ? where id = 1', [seq, hash]);
  await emit(sql, entries.flatMap(happened), at);
  for (const { entity, entityId, action } of entries) {
    if (entity === 'case' && !LOOKS_SAME.has(action)) await redraw(sql, entityId, at);
  }
}

/** What the audit names a thing by: a talk by its pseudonym, all else by its id. */
export function entityIdOf({ entity, entityId }: Pick<Audited, 'entity' | 'entityId'>): string {
  return entity === 'conversation' ? pseudonym(entityId) : entityId;
}

/** Looking changes nothing, so nobody else is told. */
const SILENT: ReadonlySet<string> = new Set(['saw', 'exported', 'searched', 'told']);
/** After these a card of the case looks as before. */
const LOOKS_SAME: ReadonlySet<string> = new Set([...SILENT, 'noted', 'extended']);

// What is done to a case is what other help desks want to hear of.
function happened({ actor, action, entity, entityId, detail }: Audited): Happened[] {
  if (entity !== 'case' || SILENT.has(action)) return [];
  const data = { caseId: entityId, actor, ...(detail === undefined ? {} : { detail }) };
  return [{ type: `case.${action}`, data }];
}
