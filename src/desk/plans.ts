import { addWorkingMinutes, afterQuiet } from '../calendar/working-time.ts';
import type { Content } from '../content/content.ts';
import { inDanger } from '../conversation/answer.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/event.ts';
import type { Expert } from '../conversation/expert.ts';
import type { Urgency } from '../knowledge/cause.ts';
import type { NewCase } from '../store/cases/case.ts';
import type { CaseNews } from '../store/cases/case-news.ts';
import type { NewJob } from '../store/job.ts';
import { newId } from '../store/new-id.ts';
import { matterOf, UNJUDGED } from './cases/matter.ts';

/** What a step leaves to be done later, and what it means for the case of the talk. */
export interface Plans {
  readonly jobs: readonly NewJob[];
  readonly news: CaseNews | null;
}

/** A step of the engine at an instant (epoch ms): the talk after it, and its effects. */
export interface Stepped {
  readonly conversation: Conversation;
  readonly effects: readonly Effect[];
  readonly at: number;
  /** how many lines the merchant wrote */
  readonly wrote: number;
}

/** The jobs and the news that follow from a step. */
export function plansFor(expert: Expert, step: Stepped): Plans {
  const { conversation, effects, at, wrote } = step;
  const jobs = effects.flatMap((effect) => followUp(expert.content, conversation, effect, at));
  const opens = needsPerson(step) ? newCase(expert, conversation, at) : null;
  const ends = endOf(effects);
  if (opens === null && ends === null && conversation.status !== 'handoff') return { jobs, news: null };
  const clock = clockAfter(expert, step, opens);
  const news = { opens, matter: matterOf(expert, conversation), wrote, ends };
  return { jobs: [...jobs, ...clock], news };
}

// Whoever writes to a person who holds the talk may wait for an answer as long as for the first.
function clockAfter(
  { content }: Expert,
  { conversation, at, wrote }: Stepped,
  opens: NewCase | null,
): NewJob[] {
  if (opens !== null) return [clockFor(conversation.id, opens.dueAt)];
  if (conversation.agent === null || wrote === 0) return [];
  return [clockFor(conversation.id, answerBy(content, conversation.diagnosis?.urgency ?? null, at))];
}

/** Until when a person has to have answered from an instant on (epoch ms), in service hours. */
export function answerBy({ service, holidays }: Content, urgency: Urgency | null, at: number): number {
  return addWorkingMinutes({ hours: service.hours, holidays }, at, service.answerWithin[urgency ?? UNJUDGED]);
}

/** The job that looks whether somebody took a talk over in time. */
export function clockFor(conversationId: string, runAt: number): NewJob {
  const payload = { conversationId };
  return { kind: 'case-clock', key: `case-clock:${conversationId}`, payload, runAt };
}

/** A hand-over, or a danger in which nobody should have to ask for a person first. */
function needsPerson({ conversation, effects }: Stepped): boolean {
  if (effects.some((effect) => effect.type === 'hand-off')) return true;
  const answer = effects.some((effect) => effect.type === 'reply' && effect.reply.kind === 'diagnosis');
  return answer && conversation.diagnosis !== null && inDanger(conversation.diagnosis);
}

function newCase(expert: Expert, conversation: Conversation, at: number): NewCase {
  const matter = matterOf(expert, conversation);
  const dueAt = answerBy(expert.content, matter.urgency, at);
  return { ...matter, id: newId(at), dueAt, openedAt: at };
}

function endOf(effects: readonly Effect[]): CaseNews['ends'] {
  if (effects.some((effect) => effect.type === 'arrived')) return 'solved';
  return effects.some((effect) => effect.type === 'withdraw') ? 'closed' : null;
}

// Money that was due before one spoke of it is what the talk is about already.
function followUp({ service }: Content, { id, unasked }: Conversation, effect: Effect, at: number): NewJob[] {
  if (effect.type !== 'follow-up' || effect.at <= at || unasked) return [];
  const payload = { conversationId: id, dueAt: effect.at };
  const runAt = afterQuiet(service.quiet, effect.at);
  return [{ kind: 'follow-up', key: `follow-up:${id}`, payload, runAt }];
}
