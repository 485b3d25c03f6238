import type { z } from 'zod';
import { workingMinutes } from '../calendar/working-time.ts';
import type { Content } from '../content/content.ts';
import { answerText } from '../conversation/answer.ts';
import { question } from '../conversation/ask.ts';
import { decide } from '../conversation/decide.ts';
import type { Expert } from '../conversation/expert.ts';
import { type Packet, packetOf } from '../conversation/packet.ts';
import { pathTo } from '../conversation/path.ts';
import { isoShanghai, say } from '../conversation/wording.ts';
import { rightsOf } from '../desk/cases/case-rights.ts';
import { queueNamed } from '../desk/cases/matter.ts';
import type { Desk } from '../desk/desk.ts';
import type { Agent } from '../desk/login/agent.ts';
import type { Case, CaseEvent, QueuedCase } from '../store/cases/case.ts';
import { lineOf } from './api/transcript.ts';
import type { caseSchema, caseSummarySchema, packetSchema } from './console-wire.ts';

type Summary = z.infer<typeof caseSummarySchema>;
type Shown = z.infer<typeof caseSchema>;

/** Who looks, and when (epoch ms). */
export interface Look {
  readonly agent: Agent;
  readonly at: number;
}

/** Minutes before the end from which a case is soon late. */
const SOON = 10;
const SIMILAR = 5;

/** A case as a line of the queue. */
export function summaryOf({ content }: Expert, one: QueuedCase, { agent, at }: Look): Summary {
  const { lastLine } = one;
  return {
    id: one.id,
    number: one.number,
    conversationId: one.conversationId,
    channel: one.channel,
    status: one.status,
    queue: one.queue,
    queueName: queueNamed(content, one.queue)?.name ?? one.queue,
    priority: one.priority,
    urgency: one.urgency,
    ...namesOf(content, one),
    assignee: one.assignee,
    mine: one.assignee?.id === agent.id,
    leaseUntil: one.leaseUntil > at ? isoShanghai(one.leaseUntil) : null,
    sla: slaOf(content, one, at),
    lastLine: lastLine === null ? null : { ...lastLine, at: isoShanghai(lastLine.at) },
    unread: one.unread,
    openedAt: isoShanghai(one.openedAt),
    updatedAt: isoShanghai(one.updatedAt),
    version: one.version,
  };
}

function namesOf(content: Content, one: Case): Pick<Summary, 'issue' | 'cause' | 'amount'> {
  const label = (slot: string, value: string) =>
    content.slots[slot]?.options.find(({ id }) => id === value)?.label ?? value;
  const amount = Object.values(content.slots).find(({ kind }) => kind === 'amount');
  return {
    issue: one.issue === null ? null : { id: one.issue, label: label(content.roles.issue, one.issue) },
    cause:
      one.cause === null ? null : { ...causeNamed(content, one.cause), probability: one.probability ?? 0 },
    amount: one.amount === null ? null : { value: one.amount, label: label(amount?.id ?? '', one.amount) },
  };
}

function causeNamed({ causes }: Content, id: string): { readonly id: string; readonly name: string } {
  return { id, name: causes[id]?.name ?? id };
}

function slaOf({ service, holidays }: Content, one: Case, at: number): Summary['sla'] {
  const timetable = { hours: service.hours, holidays };
  const { openedAt, dueAt, firstReplyAt, closedAt } = one;
  const end = firstReplyAt ?? closedAt;
  const leftMinutes = workingMinutes(timetable, end ?? at, dueAt);
  const late = (end ?? at) > dueAt;
  const running = leftMinutes <= SOON ? 'soon' : 'running';
  return {
    dueAt: isoShanghai(dueAt),
    waitedMinutes: workingMinutes(timetable, openedAt, end ?? at),
    leftMinutes,
    state: late ? 'late' : end !== null ? 'met' : running,
    firstReplyAt: firstReplyAt === null ? null : isoShanghai(firstReplyAt),
  };
}

/** One case with everything an agent needs; null where its talk is gone. */
export async function caseViewOf(desk: Desk, one: Case, look: Look): Promise<Shown | null> {
  const { expert } = desk.advisor;
  const held = await desk.conversations.load(one.conversationId);
  if (held === null) return null;
  const [lines, events, similar] = await Promise.all([
    desk.conversations.transcript(one.conversationId, 0),
    desk.store.cases.events(one.id),
    desk.store.queue.alike(one, SIMILAR),
  ]);
  const last = lines.at(-1);
  const lastLine = last === undefined ? null : { from: last.from, text: last.text, at: last.at };
  const { conversation } = held;
  const packet = packetOf(expert, conversation, look.at);
  const decision = decide(expert, conversation.facts, new Set(Object.keys(conversation.asked)), look.at);
  return {
    ...summaryOf(expert, { ...one, lastLine }, look),
    transcript: lines.map(lineOf),
    packet: packetView(expert.content, packet),
    path: copyOf(pathTo(expert, decision)),
    suggestions: suggestionsFor(expert.content, packet),
    similar: similar.map(({ cause, closedAt, ...same }) => ({
      ...same,
      cause: causeNamed(expert.content, cause).name,
      closedAt: isoShanghai(closedAt),
    })),
    ...pastOf(expert.content, events),
    outcome: outcomeOf(expert.content, one),
    may: rightsOf(one, held, look),
  };
}

function copyOf({ dialog, title, stops }: ReturnType<typeof pathTo>): Shown['path'] {
  return { dialog, title, stops: [...stops] };
}

function packetView(content: Content, packet: Packet): z.infer<typeof packetSchema> {
  const { issue, facts, diagnosis, advised, missing, confirmed } = packet;
  return {
    issue,
    facts: facts.map(({ slot, name, value, label, said, turn, hedged = false, by }) => ({
      ...{ slot, name, value, label, said, turn, hedged, by: by ?? ('merchant' as const) },
      ...answersTo(content, slot),
    })),
    diagnosis,
    advised: [...advised],
    missing: missing.map((one) => ({ ...one, ...answersTo(content, one.slot) })),
    confirmed,
  };
}

function answersTo({ slots }: Content, id: string) {
  const slot = slots[id];
  const choices = (slot?.options ?? []).map((option) => ({ label: option.label, value: option.id }));
  return { kind: slot?.kind ?? 'choice', choices } as const;
}

/** Reviewed sentences for a reply: the next questions, the answer as a whole, and its parts. */
function suggestionsFor(content: Content, { missing, diagnosis }: Packet): Shown['suggestions'] {
  const asks = missing.slice(0, 3).map(({ slot, name }) => ({
    kind: 'question' as const,
    title: name,
    text: question(content, slot).text,
  }));
  if (diagnosis === null) return asks;
  const title = diagnosis.causes[0]?.name ?? '';
  const { summary, dueBasis, steps, wait, next } = diagnosis;
  const parts = [
    { kind: 'answer', text: answerText(content, diagnosis) },
    { kind: 'summary', text: summary },
    { kind: 'due', text: dueBasis },
    ...steps.map((text) => ({ kind: 'step', text }) as const),
    { kind: 'wait', text: wait },
    { kind: 'next', text: next },
  ] as const;
  return [...asks, ...parts.filter(({ text }) => text !== '').map((part) => ({ ...part, title }))];
}

function pastOf(content: Content, events: readonly CaseEvent[]): Pick<Shown, 'notes' | 'history'> {
  return {
    notes: events
      .filter(({ action }) => action === 'noted')
      .map(({ deed, actor, detail, at }) => ({ id: deed, by: actor, text: detail, at: isoShanghai(at) })),
    history: events.map(({ at, actor, action, detail }) => ({
      at: isoShanghai(at),
      actor: actor.name,
      action,
      detail: detailText(content, action, detail),
    })),
  };
}

function detailText(content: Content, action: CaseEvent['action'], detail: string): string {
  if (action === 'noted') return '';
  if (action !== 'corrected') return detail;
  const names = detail.split(' ').map((slot) => content.slots[slot]?.name ?? slot);
  return names.join(say(content, 'list_break'));
}

function outcomeOf(content: Content, one: Case): Shown['outcome'] {
  const { trueCause, solution, confirmed, closedAt, status } = one;
  if (status !== 'solved' && status !== 'closed') return null;
  return {
    cause: trueCause === null ? null : causeNamed(content, trueCause),
    text: solution ?? '',
    confirmed,
    at: isoShanghai(closedAt ?? one.updatedAt),
  };
}
