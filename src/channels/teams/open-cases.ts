import { type CaseInHand, withTalk } from '../../desk/cases/case-in-hand.ts';
import type { Desk } from '../../desk/desk.ts';
import { type Agent, reaches } from '../../desk/login/agent.ts';
import type { CaseFilter } from '../../store/cases/case.ts';

/** The cases that wait for a person and that somebody may take, the most urgent first; with words, those in whose number
 * or transcript they are. */
export function waitingCases(
  desk: Desk,
  agent: Agent,
  limit: number,
  search = '',
): Promise<readonly CaseInHand[]> {
  const words = search === '' ? {} : { search };
  return casesBy(desk, agent, { statuses: ['waiting'], ...words, limit });
}

/** The cases that somebody holds. */
export function heldCases(desk: Desk, agent: Agent, limit: number): Promise<readonly CaseInHand[]> {
  return casesBy(desk, agent, { statuses: ['with_agent', 'with_merchant'], assignee: agent.id, limit });
}

async function casesBy(
  desk: Desk,
  agent: Agent,
  filter: Pick<CaseFilter, 'statuses' | 'assignee' | 'search' | 'limit'>,
): Promise<readonly CaseInHand[]> {
  const { queues } = desk.advisor.expert.content.service;
  const mine = queues.filter(({ team }) => reaches(agent, team)).map(({ id }) => id);
  const found = await desk.store.queue.list({ ...filter, queues: mine, sort: 'urgent', offset: 0 });
  const shown = await Promise.all(found.map((one) => withTalk(desk, one)));
  return shown.filter((one) => one !== null);
}
