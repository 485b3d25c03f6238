import type { Conversation } from '../../conversation/conversation.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Case } from '../../store/case.ts';

/** A case as its card shows it. */
export interface ShownCase {
  readonly id: string;
  /** for people: "C10023" */
  readonly number: string;
  readonly conversation: Conversation;
  readonly status: string;
  readonly priority: number;
  /** epoch ms */
  readonly openedAt: number;
  readonly dueAt: number;
}

/** The cases that wait for a person, the most urgent first; with words, those in whose number or transcript they are. */
export async function waitingCases(desk: Desk, limit: number, search = ''): Promise<readonly ShownCase[]> {
  const { service } = desk.advisor.expert.content;
  const cases = await desk.store.queue.list({
    statuses: ['waiting'],
    queues: service.queues.map(({ id }) => id),
    ...(search === '' ? {} : { search }),
    sort: 'urgent',
    limit,
    offset: 0,
  });
  const shown = await Promise.all(cases.map((one) => withTalk(desk, one)));
  return shown.filter((one) => one !== null);
}

async function withTalk(desk: Desk, one: Case): Promise<ShownCase | null> {
  const { id, number, conversationId, status, priority, openedAt, dueAt } = one;
  const held = await desk.conversations.load(conversationId);
  return held === null
    ? null
    : { id, number, conversation: held.conversation, status, priority, openedAt, dueAt };
}
