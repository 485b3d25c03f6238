import { say } from '../../conversation/wording.ts';
import type { Fact } from '../../dialog/slot.ts';
import { mask } from '../../privacy/mask.ts';
import type { Case, CaseStatus } from '../../store/cases/case.ts';
import type { Desk } from '../desk.ts';
import { storable } from '../door.ts';
import { type Agent, DESK_ITSELF, hasRole, MACHINE } from '../login/agent.ts';
import { answerBy } from '../plans.ts';
import {
  type Deed,
  type Done,
  perform,
  type Refused,
  type Seen,
  talkAllows,
  type Work,
} from './case-work.ts';
import { queueNamed } from './matter.ts';

type Plan = Work | { readonly refused: Refused };

const MINUTE = 60_000;
const OVER: readonly CaseStatus[] = ['solved', 'closed'];
const QUIET = { detail: '', audited: {}, change: {}, event: null, says: null } as const;

/** Takes a case and its talk over. `force`: also from another who holds it; for leads. */
export function takeCase(desk: Desk, deed: Deed, force: boolean): Promise<Done> {
  return perform(desk, deed, ({ one, held }): Plan => {
    if (OVER.includes(one.status) || !talkAllows(held.conversation, 'take')) return { refused: 'over' };
    if (heldByAnother(one, deed) && !(force && hasRole(deed.agent, 'lead'))) return { refused: 'held' };
    const { id, name } = deed.agent;
    const change = {
      status: 'with_agent',
      assignee: { id, name },
      leaseUntil: leaseEnd(desk, deed),
    } as const;
    const agent = shownName(desk, deed.agent);
    return { ...QUIET, action: 'taken', change, event: { type: 'taken', at: deed.at, agent } };
  });
}

/** Writes to the merchant. `awaits`: the case then waits for the merchant's answer. */
export function replyTo(
  desk: Desk,
  deed: Deed,
  { text, awaits, insisted }: { readonly text: string; readonly awaits: boolean; readonly insisted: boolean },
): Promise<Done> {
  const reply = { kind: 'text', text: mask(storable(text)).text } as const;
  return perform(desk, deed, (seen): Plan => {
    const refusal =
      unheld(seen, deed) ?? (talkAllows(seen.held.conversation, 'agent_writes') ? null : 'not-held');
    if (refusal !== null) return { refused: refusal };
    const status = awaits ? 'with_merchant' : 'with_agent';
    const leaseUntil = leaseEnd(desk, deed);
    return {
      ...QUIET,
      action: insisted ? 'insisted' : 'replied',
      change: { status, unread: 0, firstReplyAt: deed.at, leaseUntil },
      event: { type: 'wrote', at: deed.at },
      says: reply,
    };
  });
}

/** A note that the merchant does not see. */
export function noteOn(desk: Desk, deed: Deed, text: string): Promise<Done> {
  const detail = mask(storable(text)).text;
  return perform(desk, deed, () => ({ ...QUIET, action: 'noted', detail }));
}

/** Keeps a case that one holds. */
export function extendHold(desk: Desk, deed: Deed): Promise<Done> {
  return perform(desk, deed, (seen): Plan => {
    const refusal = unheld(seen, deed);
    if (refusal !== null) return { refused: refusal };
    return { ...QUIET, action: 'extended', change: { leaseUntil: leaseEnd(desk, deed) } };
  });
}

/** Gives the talk back to the bot, which goes on with the facts as they are. */
export function giveBack(desk: Desk, deed: Deed): Promise<Done> {
  return perform(desk, deed, (seen): Plan => {
    const refusal =
      unheld(seen, deed) ?? (talkAllows(seen.held.conversation, 'give_back') ? null : 'not-held');
    if (refusal !== null) return { refused: refusal };
    const change = { status: 'with_merchant', leaseUntil: 0, unread: 0 } as const;
    return { ...QUIET, action: 'returned', change, event: { type: 'given_back', at: deed.at } };
  });
}

/** Where a case is passed on to, with a word why. */
export interface Passing {
  /** null: it stays in its queue */
  readonly queue: string | null;
  /** null: whoever takes it */
  readonly assignee: Agent | null;
  readonly text: string;
}

/** Passes a case on to another queue or agent. It waits there; for an agent it is kept for a while. */
export function transferCase(desk: Desk, deed: Deed, to: Passing): Promise<Done> {
  return perform(desk, deed, ({ one, held }): Plan => {
    if (OVER.includes(one.status)) return { refused: 'over' };
    if (heldByAnother(one, deed) && !hasRole(deed.agent, 'lead')) return { refused: 'held' };
    const event = talkAllows(held.conversation, 'transfer')
      ? ({ type: 'transferred', at: deed.at } as const)
      : null;
    return { ...QUIET, action: 'transferred', ...passedOn(desk, deed, one, to), event };
  });
}

function passedOn(
  desk: Desk,
  deed: Deed,
  one: Case,
  to: Passing,
): Pick<Work, 'detail' | 'audited' | 'change'> {
  const { content } = desk.advisor.expert;
  const queue = to.queue ?? one.queue;
  const { assignee } = to;
  const whom = assignee?.name ?? queueNamed(content, queue)?.name ?? queue;
  return {
    detail: say(content, 'page_fact', { 名称: `→ ${whom}`, 值: mask(storable(to.text)).text }),
    audited: { queue, assignee: assignee?.id ?? null },
    change: {
      status: 'waiting',
      queue,
      assignee: assignee === null ? null : { id: assignee.id, name: assignee.name },
      leaseUntil: assignee === null ? 0 : leaseEnd(desk, deed),
      dueAt: answerBy(content, one.urgency, deed.at),
    },
  };
}

/** Lets anybody take a case whose holder does not answer: for the desk itself. The merchant waits anew, not for long. */
export function dropCase(desk: Desk, { id, leaseUntil }: Case, at: number): Promise<Done> {
  const deed = { caseId: id, id: `lapsed:${leaseUntil}`, agent: DESK_ITSELF, version: null, at };
  return perform(desk, deed, ({ one, held }): Plan => {
    if (!isAbandoned(one, at)) return { refused: 'held' };
    const dueAt = answerBy(desk.advisor.expert.content, 'urgent', at);
    const change = { status: 'waiting', assignee: null, leaseUntil: 0, dueAt } as const;
    const event = talkAllows(held.conversation, 'transfer') ? ({ type: 'transferred', at } as const) : null;
    return { ...QUIET, action: 'lapsed', change, event };
  });
}

/** Whether whoever holds a case has let the merchant wait until the hold was over. */
function isAbandoned({ status, unread, firstReplyAt, leaseUntil }: Case, at: number): boolean {
  return status === 'with_agent' && (unread > 0 || firstReplyAt === null) && leaseUntil <= at;
}

/** Puts facts right; the diagnosis is run again. */
export function correctFacts(
  desk: Desk,
  deed: Deed,
  facts: Readonly<Record<string, Fact['value'] | null>>,
): Promise<Done> {
  return perform(desk, deed, ({ one }): Plan => {
    if (heldByAnother(one, deed)) return { refused: 'held' };
    const slots = Object.keys(facts);
    const event = { type: 'corrected', at: deed.at, facts } as const;
    return { ...QUIET, action: 'corrected', detail: slots.join(' '), audited: { slots }, event };
  });
}

/** Closes a case with what it was in truth; one that the merchant has ended can still be told the cause of. */
export function closeCase(
  desk: Desk,
  deed: Deed,
  end: { readonly cause: string | null; readonly solved: boolean; readonly text: string },
): Promise<Done> {
  const solution = mask(storable(end.text)).text;
  const said = { trueCause: end.cause, solution } as const;
  const status = end.solved ? 'solved' : 'closed';
  const change = { ...said, status, leaseUntil: 0, unread: 0, closedAt: deed.at } as const;
  return perform(desk, deed, ({ one, held }): Plan => {
    if (OVER.includes(one.status)) {
      if (one.trueCause !== null) return { refused: 'over' };
      return { ...QUIET, action: 'cause_told', audited: { cause: end.cause }, change: said };
    }
    if (heldByAnother(one, deed) && !hasRole(deed.agent, 'lead')) return { refused: 'held' };
    const ends = held.conversation.status === 'handoff' && talkAllows(held.conversation, 'close');
    const event = ends ? ({ type: 'ended', at: deed.at } as const) : null;
    return { ...QUIET, action: 'closed', audited: { cause: end.cause, solved: end.solved }, change, event };
  });
}

function heldByAnother({ assignee, leaseUntil }: Case, { agent, at }: Deed): boolean {
  return assignee !== null && assignee.id !== agent.id && leaseUntil > at;
}

/** Why somebody cannot act as the one who holds the case; null where it can. */
function unheld({ one }: Seen, deed: Deed): Refused | null {
  if (OVER.includes(one.status)) return 'over';
  if (heldByAnother(one, deed)) return 'held';
  return one.assignee?.id === deed.agent.id ? null : 'not-held';
}

function leaseEnd(desk: Desk, { at }: Deed): number {
  return at + desk.advisor.expert.content.service.holdMinutes * MINUTE;
}

/** The name that merchants read; a program has none of its own. */
function shownName(desk: Desk, agent: Agent): string {
  return agent.id === MACHINE.id ? say(desk.advisor.expert.content, 'page_person') : agent.name;
}
