import type { Desk } from '../desk.ts';
import { type Agent, agentOf, hasRole, reaches } from '../login/agent.ts';
import { queueNamed } from './matter.ts';

/** Who may be given a case of a queue: whoever works on cases, sees that queue and is not disabled. */
export async function colleaguesFor(desk: Desk, queue: string): Promise<readonly Agent[]> {
  const team = queueNamed(desk.advisor.expert.content, queue)?.team ?? 'default';
  const users = await desk.store.users.list();
  return users
    .filter(({ disabledAt }) => disabledAt === null)
    .map(agentOf)
    .filter((agent) => hasRole(agent, 'agent') && reaches(agent, team));
}
