import type { Content } from '../../content/content.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { Expert } from '../../conversation/expert.ts';
import type { Urgency } from '../../knowledge/cause.ts';
import type { Queue } from '../../knowledge/service.ts';
import type { CaseMatter } from '../../store/cases/case.ts';

/** How urgency orders the queue; 0 is left for those that waited longer than they should. */
const PRIORITY: Readonly<Record<Urgency, number>> = { urgent: 1, act_today: 2, self_service: 3, wait: 4 };
/** Where nothing is known yet, a person has to look today. */
export const UNJUDGED: Urgency = 'act_today';

/** What a talk is about, as the queue sees it. Much money at risk comes before the same trouble with little. */
export function matterOf({ content }: Expert, { facts, diagnosis }: Conversation): CaseMatter {
  const issue = facts[content.roles.issue]?.value;
  const amount = amountOf(content, facts);
  const first = diagnosis?.causes[0] ?? null;
  const priority = PRIORITY[diagnosis?.urgency ?? UNJUDGED];
  const kind = typeof issue === 'string' ? issue : null;
  return {
    queue: queueFor(content, kind)?.id ?? '',
    priority: amount?.big === true ? Math.max(1, priority - 1) : priority,
    urgency: diagnosis?.urgency ?? null,
    issue: kind,
    cause: first?.id ?? null,
    probability: first?.probability ?? null,
    amount: amount?.value ?? null,
  };
}

/** The queue for a kind of trouble. */
export function queueFor({ service }: Content, issue: string | null): Queue | undefined {
  return service.queues.find(({ issues }) => issue !== null && issues.includes(issue)) ?? service.queues[0];
}

/** The queue with this id; a case of a queue that there is no more belongs to the first. */
export function queueNamed({ service }: Content, id: string): Queue | undefined {
  return service.queues.find((queue) => queue.id === id) ?? service.queues[0];
}

function amountOf({ slots, service }: Content, facts: Conversation['facts']) {
  const slot = Object.values(slots).find(({ kind }) => kind === 'amount');
  const option = slot?.options.find(({ id }) => id === facts[slot.id]?.value);
  if (option === undefined) return null;
  return { value: option.id, big: option.upTo === null || option.upTo > service.bigAmount };
}
