import type { Conversation } from '../../conversation/conversation.ts';
import { type CustodyEvent, custodyAfter, custodyOf } from '../../conversation/custody.ts';
import type { AgentEvent } from '../../conversation/event.ts';
import type { Reply } from '../../conversation/reply.ts';
import { transition } from '../../conversation/transition.ts';
import type { Acted, Case, CaseAct, CaseAction, CaseChange } from '../../store/cases/case.ts';
import { StoreError } from '../../store/engine/database.ts';
import type { Held } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import { type Agent, reaches } from '../login/agent.ts';
import { clockFor, plansFor } from '../plans.ts';
import { matterOf, queueNamed } from './matter.ts';

/** Something that an agent does to a case. */
export interface Deed {
  readonly caseId: string;
  /** the doer's own name for it: the same again changes nothing */
  readonly id: string;
  readonly agent: Agent;
  /** the version that the agent saw; null: whatever it is by now */
  readonly version: number | null;
  /** epoch ms */
  readonly at: number;
}

/** Why a deed is not done. */
export type Refused =
  | 'absent'
  | 'stale'
  /** another holds it */
  | 'held'
  /** one has to take it first */
  | 'not-held'
  /** it is closed */
  | 'over';

/** What came of a deed. */
export type Done<R = Refused> = { readonly type: 'done' } | { readonly type: 'refused'; readonly why: R };

/** What a deed is to bring about. */
export interface Work {
  readonly action: CaseAction;
  readonly detail: string;
  /** what the audit is told of it: ids only */
  readonly audited: Readonly<Record<string, unknown>>;
  readonly change: CaseChange;
  /** what becomes of the talk; null: nothing */
  readonly event: AgentEvent | null;
  /** the agent's own words to the merchant */
  readonly says: Reply | null;
}

/** A case with its talk, as a deed finds them. */
export interface Seen {
  readonly one: Case;
  readonly held: Held;
}

/** So often the talk may have moved under a deed: each time somebody else was done with it. */
const TRIES = 50;

/** Does something to a case, and to its talk where that is part of it. A person goes before the bot: what the bot was
 * about to say is computed again. */
export async function perform(
  desk: Desk,
  deed: Deed,
  plan: (seen: Seen) => Work | { readonly refused: Refused },
): Promise<Done> {
  for (let i = 0; i < TRIES; i++) {
    const seen = await look(desk, deed);
    if (seen === null) return refused('absent');
    const work = plan(seen);
    // A deed that was done before stays done, whatever has happened since.
    if ('refused' in work) return (await isKnown(desk, deed)) ? { type: 'done' } : refused(work.refused);
    const acted = await desk.store.cases.act(actFor(desk, deed, seen, work));
    if (acted !== 'moved') return outcome(desk, deed, seen, acted);
  }
  throw new StoreError(`case ${deed.caseId} cannot be reached: its conversation changes all the time`);
}

/** The case that a deed is about; null where it is none of the agent's. */
async function look(desk: Desk, { caseId, agent }: Deed): Promise<Seen | null> {
  const one = await desk.store.cases.find(caseId);
  if (one === null || !mayReach(desk, agent, one)) return null;
  const held = await desk.conversations.load(one.conversationId);
  return held === null ? null : { one, held };
}

/** Whether a case belongs to a team that somebody may see. */
export function mayReach(desk: Desk, agent: Agent, { queue }: Case): boolean {
  return reaches(agent, queueNamed(desk.advisor.expert.content, queue)?.team ?? 'default');
}

async function isKnown(desk: Desk, { caseId, id }: Deed): Promise<boolean> {
  return (await desk.store.cases.events(caseId)).some(({ deed }) => deed === id);
}

async function outcome(desk: Desk, deed: Deed, seen: Seen, acted: Exclude<Acted, 'moved'>): Promise<Done> {
  switch (acted) {
    case 'kept':
      desk.hints.send(seen.one.conversationId);
      return { type: 'done' };
    case 'known':
      return { type: 'done' };
    case 'stale':
      return (await isKnown(desk, deed)) ? { type: 'done' } : refused('stale');
    case 'absent':
      return refused('absent');
  }
}

function actFor(desk: Desk, deed: Deed, { held }: Seen, work: Work): CaseAct {
  const { caseId, version, id, at, agent } = deed;
  const { action, detail, audited, change, says } = work;
  const actor = { id: agent.id, name: agent.name };
  const event = { deed: id, at, actor, action, detail };
  // Whoever waits anew is looked after anew, also behind somebody who takes a case and does not answer.
  const looks = change.status === 'waiting' ? change.dueAt : change.leaseUntil;
  const waits = change.status === 'waiting' || change.status === 'with_agent';
  const clock = waits && looks !== undefined ? [clockFor(held.conversation.id, looks)] : [];
  if (work.event === null) return { caseId, version, event, audited, change, talk: null, jobs: clock };
  const { expert } = desk.advisor;
  const [next, effects] = transition(expert, held.conversation, work.event);
  const told = effects.flatMap((effect) =>
    effect.type === 'reply' ? [{ from: 'bot' as const, reply: effect.reply }] : [],
  );
  const lines = says === null ? told : [...told, { from: 'agent' as const, reply: says }];
  const { jobs, news } = plansFor(expert, { conversation: next, effects, at, wrote: 0 });
  const wanted = work.event.type === 'given_back' && news?.opens != null;
  return {
    caseId,
    version,
    event,
    audited,
    change: {
      ...change,
      matter: matterOf(expert, next),
      ...(wanted ? { status: 'waiting', assignee: null, dueAt: news.opens.dueAt } : {}),
    },
    talk: { version: held.version, next, lines },
    jobs: [...jobs, ...clock],
  };
}

/** Whether the talk lets something happen. */
export function talkAllows(conversation: Conversation, event: CustodyEvent): boolean {
  return custodyAfter(custodyOf(conversation), event) !== null;
}

function refused(why: Refused): Done {
  return { type: 'refused', why };
}
