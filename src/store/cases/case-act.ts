import { z } from 'zod';
import type { Reply } from '../../conversation/reply.ts';
import { stateText } from '../../conversation/state-text.ts';
import { addJob } from '../add-job.ts';
import { deliveryTime, queueDelivery } from '../deliveries.ts';
import type { Database, Sql, Value } from '../engine/database.ts';
import { payloadOf } from '../rows.ts';
import { audit } from '../staff/audit.ts';
import { noteAssigned } from '../staff/seat-news.ts';
import type { Acted, CaseAct, CaseChange } from './case.ts';
import { addEvent } from './case-events.ts';

/** Why nothing of an act was kept. */
class Undone extends Error {
  readonly outcome: Acted;

  constructor(outcome: Acted) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** Does something to a case in one transaction. */
export function act(database: Database, deed: CaseAct): Promise<Acted> {
  return database
    .transaction(async (sql): Promise<Acted> => {
      await carryOut(sql, deed);
      return 'kept';
    })
    .catch((error) => {
      if (error instanceof Undone) return error.outcome;
      throw error;
    });
}

async function carryOut(sql: Sql, deed: CaseAct): Promise<void> {
  const { caseId, event, audited, talk, jobs } = deed;
  // The same deed twice at once: the second waits here, and then finds the first.
  if (talk !== null) await sql('update conversations set version = version where id = ?', [talk.next.id]);
  const [known] = await sql('select deed from case_events where case_id = ? and deed = ?', [
    caseId,
    event.deed,
  ]);
  if (known !== undefined) throw new Undone('known');
  // The conversation before the case, as a commit does: two that lock in the same order never wait for each other.
  if (talk !== null) await changeTalk(sql, talk, event.at);
  await changeCase(sql, deed);
  if (!(await addEvent(sql, caseId, event))) throw new Undone('known');
  for (const job of jobs) await addJob(sql, job, event.at);
  const { assignee } = deed.change;
  if (event.action === 'transferred' && assignee != null) {
    await noteAssigned(sql, { caseId, assignee: assignee.id, deed: event.deed }, event.at);
  }
  const { actor, action, at } = event;
  const about = Object.keys(audited).length === 0 ? {} : { detail: audited };
  await audit(sql, [{ actor: actor.id, action, entity: 'case', entityId: caseId, ...about }], at);
}

const lastRow = z.object({ last_seq: z.number() });

async function changeTalk(sql: Sql, talk: NonNullable<CaseAct['talk']>, at: number): Promise<void> {
  const { next, version, lines } = talk;
  const [row] = await sql(
    `update conversations set state = ?, status = ?, version = version + 1, last_seq = last_seq + ?,
        updated_at = ? where id = ? and version = ? returning last_seq, carry_after`,
    [stateText(next), next.status, lines.length, at, next.id, version],
  );
  if (row === undefined) throw new Undone('moved');
  let seq = lastRow.parse(row).last_seq - lines.length;
  for (const { from, reply } of lines) {
    seq += 1;
    await addLine(sql, { conversationId: next.id, seq, from, reply, at, version: next.version });
  }
  if (lines.length > 0) await queueDelivery(sql, next.id, deliveryTime(row, at));
}

interface Line {
  readonly conversationId: string;
  readonly seq: number;
  readonly from: string;
  readonly reply: Reply;
  readonly at: number;
  readonly version: string;
}

/** Writes a line of nobody's question into a transcript. */
async function addLine(sql: Sql, { conversationId, seq, from, reply, at, version }: Line): Promise<void> {
  await sql(
    `insert into messages(conversation_id, seq, sender, body, payload, at, content_version)
      values(?, ?, ?, ?, ?, ?, ?)`,
    [conversationId, seq, from, reply.text, payloadOf(reply), at, version],
  );
}

async function changeCase(sql: Sql, { caseId, version, change, event }: CaseAct): Promise<void> {
  const sets = settings(change);
  const guard = version === null ? '' : ' and version = ?';
  const rows = await sql(
    `update cases set ${['updated_at = ?', 'version = version + 1', ...sets.map(([set]) => set)].join(', ')}
      where id = ?${guard} returning id`,
    [event.at, ...sets.flatMap(([, values]) => values), caseId, ...(version === null ? [] : [version])],
  );
  if (rows.length > 0) return;
  const [there] = await sql('select id from cases where id = ?', [caseId]);
  throw new Undone(there === undefined ? 'absent' : 'stale');
}

type Setting = readonly [string, readonly Value[]];

/** The assignments of a change, with their values. */
function settings(change: CaseChange): readonly Setting[] {
  const { assignee, matter, confirmed, firstReplyAt } = change;
  const plain: readonly (readonly [string, Value | undefined])[] = [
    ['status', change.status],
    ['queue', change.queue],
    ['lease_until', change.leaseUntil],
    ['due_at', change.dueAt],
    ['unread', change.unread],
    ['true_cause', change.trueCause],
    ['solution', change.solution],
    ['confirmed', confirmed === undefined ? undefined : Number(confirmed)],
    ['closed_at', change.closedAt],
  ];
  return [
    ...plain.flatMap(([column, value]): Setting[] =>
      value === undefined ? [] : [[`${column} = ?`, [value]]],
    ),
    ...(assignee === undefined
      ? []
      : [['assignee = ?, assignee_name = ?', [assignee?.id ?? null, assignee?.name ?? null]] as const]),
    ...(firstReplyAt === undefined
      ? []
      : [['first_reply_at = coalesce(first_reply_at, ?)', [firstReplyAt]] as const]),
    ...(matter === undefined ? [] : [matterSetting(matter)]),
  ];
}

function matterSetting(matter: NonNullable<CaseChange['matter']>): Setting {
  const { priority, urgency, issue, cause, probability, amount } = matter;
  return [
    `priority = case when escalated_at is null then ? else priority end, urgency = ?, issue = ?, cause = ?,
      probability = ?, amount = ?`,
    [priority, urgency, issue, cause, probability, amount],
  ];
}
