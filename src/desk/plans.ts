import type { Conversation } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/event.ts';
import type { Urgency } from '../knowledge/cause.ts';
import type { NewCase } from '../store/case.ts';
import type { NewJob } from '../store/job.ts';
import { newId } from '../store/new-id.ts';

/** What a step leaves to be done later. */
export interface Plans {
  readonly jobs: readonly NewJob[];
  readonly newCase: NewCase | null;
}

const MINUTE = 60_000;

/** How soon a person has to take a case, and its place in the queue. */
const CLOCKS: Readonly<Record<Urgency, { readonly priority: number; readonly minutes: number }>> = {
  urgent: { priority: 1, minutes: 15 },
  act_today: { priority: 2, minutes: 60 },
  self_service: { priority: 3, minutes: 240 },
  wait: { priority: 4, minutes: 480 },
};

/** The jobs and the case that follow from a step at an instant (epoch ms). */
export function plansFor(conversation: Conversation, effects: readonly Effect[], at: number): Plans {
  const jobs = effects.flatMap((effect) => followUp(conversation, effect, at));
  if (!effects.some((effect) => effect.type === 'hand-off')) return { jobs, newCase: null };
  const { priority, minutes } = CLOCKS[conversation.diagnosis?.urgency ?? 'act_today'];
  const { facts, diagnosis } = conversation;
  const dueAt = at + minutes * MINUTE;
  const newCase = { id: newId(at), priority, dueAt, openedAt: at, diagnosis: { facts, diagnosis } };
  const clock = {
    kind: 'case-clock',
    key: `case-clock:${newCase.id}`,
    payload: { caseId: newCase.id },
    runAt: dueAt,
  };
  return { jobs: [...jobs, clock], newCase };
}

// Money that was due before one spoke of it is what the talk is about already.
function followUp({ id }: Conversation, effect: Effect, at: number): NewJob[] {
  if (effect.type !== 'follow-up' || effect.at <= at) return [];
  const payload = { conversationId: id, dueAt: effect.at };
  return [{ kind: 'follow-up', key: `follow-up:${id}`, payload, runAt: effect.at }];
}
