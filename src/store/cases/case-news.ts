import { z } from 'zod';
import type { Sql } from '../engine/database.ts';
import { audit } from '../staff/audit.ts';
import { alert, noteLines } from '../staff/seat-news.ts';
import type { CaseEvent, CaseMatter, CaseStatus, NewCase } from './case.ts';
import { addEvent } from './case-events.ts';
import { redraw } from './redraw-cards.ts';

const idRow = z.object({ id: z.string() });
const openRow = z.object({
  id: z.string(),
  status: z.string(),
  urgency: z.string().nullable(),
  cause: z.string().nullable(),
});
const numberRow = z.object({ last: z.number() });
const BOT = { id: 'bot', name: 'bot' };
/** The first case is C10001. */
const FIRST = 10_001;

/** What a handled message means for the case of its conversation. */
export interface CaseNews {
  /** opened where the conversation has no open case; where it has one, that waits again */
  readonly opens: NewCase | null;
  /** what an open case is about now */
  readonly matter: CaseMatter | null;
  /** how many lines the merchant wrote */
  readonly wrote: number;
  /** how the merchant ends it: by leaving, or by saying that the money came */
  readonly ends: Extract<CaseStatus, 'solved' | 'closed'> | null;
}

/** Keeps in a transaction what messages mean for the case of their conversation, and notes their lines for whoever holds
 * it. The conversation's row is locked. */
export async function keepAllNews(
  sql: Sql,
  conversationId: string,
  { news, lines }: { readonly news: readonly CaseNews[]; readonly lines: readonly number[] },
  at: number,
): Promise<void> {
  if (news.length === 0) return;
  for (const one of news) await keepNews(sql, conversationId, one, at);
  await noteLines(sql, conversationId, lines, at);
}

async function keepNews(sql: Sql, conversationId: string, news: CaseNews, at: number): Promise<void> {
  const [row] = await sql(
    "select id, status, urgency, cause from cases where conversation_id = ? and status not in ('solved','closed')",
    [conversationId],
  );
  const open = row === undefined ? null : openRow.parse(row);
  if (open === null) {
    if (news.ends === 'solved') await confirmLast(sql, conversationId, at);
    else if (news.opens !== null) await openCase(sql, conversationId, news.opens);
    return;
  }
  if (news.wrote > 0 || news.matter !== null) await refresh(sql, open, news, at);
  if (news.opens !== null) await reopen(sql, open, news.opens);
  if (news.ends !== null) await end(sql, open.id, news.ends, at);
}

async function openCase(sql: Sql, conversationId: string, one: NewCase): Promise<void> {
  const [row] = await sql(
    `insert into numbers(name, last) values('case', ${FIRST})
      on conflict (name) do update set last = numbers.last + 1 returning last`,
  );
  const { last } = numberRow.parse(row);
  const { id, queue, priority, urgency, issue, cause, probability, amount, dueAt, openedAt } = one;
  await sql(
    `insert into cases(id, number, conversation_id, status, queue, priority, urgency, issue, cause, probability,
        amount, first_cause, first_probability, due_at, opened_at, updated_at)
      values(?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, `C${last}`, conversationId, queue, priority, urgency, issue, cause, probability, amount],
      ...[cause, probability, dueAt, openedAt, openedAt],
    ],
  );
  await tell(sql, id, { action: 'opened', at: openedAt });
  if (urgency === 'urgent') await alert(sql, { caseId: id, type: 'urgent', deed: 'urgent' }, openedAt);
}

/** A person is wanted again: whoever held it may have given the talk back to the bot. */
async function reopen(sql: Sql, open: z.infer<typeof openRow>, one: NewCase): Promise<void> {
  if (open.status === 'waiting') return;
  const { dueAt, openedAt } = one;
  await sql(
    `update cases set status = 'waiting', assignee = null, assignee_name = null, lease_until = 0, due_at = ?,
        first_reply_at = null, escalated_at = null, updated_at = ?, version = version + 1 where id = ?`,
    [dueAt, openedAt, open.id],
  );
  await tell(sql, open.id, { action: 'wanted_again', at: openedAt });
}

// A case that waited too long stays at the top, whatever it is about.
async function refresh(
  sql: Sql,
  open: z.infer<typeof openRow>,
  { matter, wrote }: CaseNews,
  at: number,
): Promise<void> {
  const { id } = open;
  await sql(
    `update cases set unread = unread + ?, updated_at = ?, status = case when status = 'with_merchant' and ? > 0 then 'with_agent' else status end where id = ?`,
    [wrote, at, wrote, id],
  );
  if (matter === null) return;
  const { priority, urgency, issue, cause, probability, amount } = matter;
  await sql(
    `update cases set priority = case when escalated_at is null then ? else priority end, urgency = ?, issue = ?,
        cause = ?, probability = ?, amount = ? where id = ?`,
    [priority, urgency, issue, cause, probability, amount, id],
  );
  if (urgency === 'urgent' && open.urgency !== 'urgent') {
    await alert(sql, { caseId: id, type: 'urgent', deed: 'urgent' }, at);
  }
  if (urgency !== open.urgency || cause !== open.cause) await redraw(sql, id, at);
}

async function end(sql: Sql, id: string, status: 'solved' | 'closed', at: number): Promise<void> {
  await sql(
    `update cases set status = ?, confirmed = ?, lease_until = 0, closed_at = ?, updated_at = ?,
        version = version + 1 where id = ?`,
    [status, status === 'solved' ? 1 : 0, at, at, id],
  );
  await tell(sql, id, { action: status === 'solved' ? 'confirmed' : 'left', at });
}

/** The money came after the case was closed. */
async function confirmLast(sql: Sql, conversationId: string, at: number): Promise<void> {
  const [row] = await sql(
    'select id from cases where conversation_id = ? order by opened_at desc, id desc limit 1',
    [conversationId],
  );
  if (row === undefined) return;
  const { id } = idRow.parse(row);
  await sql('update cases set confirmed = 1, updated_at = ?, version = version + 1 where id = ?', [at, id]);
  await tell(sql, id, { action: 'confirmed', at });
}

/** Raises a case to the top of the queue within a transaction, where nobody has taken it. */
export async function escalate(sql: Sql, id: string, at: number): Promise<void> {
  const rows = await sql(
    `update cases set priority = 0, escalated_at = ?, updated_at = ?, version = version + 1
      where id = ? and status = 'waiting' and escalated_at is null returning id`,
    [at, at, id],
  );
  if (rows.length === 0) return;
  await tell(sql, id, { action: 'escalated', at });
  await alert(sql, { caseId: id, type: 'escalated', deed: `escalated:${at}` }, at);
}

async function tell(
  sql: Sql,
  caseId: string,
  { action, at }: Pick<CaseEvent, 'action' | 'at'>,
): Promise<void> {
  await addEvent(sql, caseId, { deed: `${action}:${at}`, at, actor: BOT, action, detail: '' });
  await audit(sql, [{ actor: 'bot', action, entity: 'case', entityId: caseId }], at);
}
