import { custodyAfter, custodyOf } from '../../conversation/custody.ts';
import type { Case } from '../../store/cases/case.ts';
import type { Held } from '../../store/store.ts';
import { type Agent, hasRole } from '../login/agent.ts';

/** What somebody may do with a case at the moment. */
export interface CaseRights {
  readonly take: boolean;
  readonly reply: boolean;
  readonly return: boolean;
  readonly transfer: boolean;
  readonly correct: boolean;
  readonly close: boolean;
}

/** The rights of an agent at an instant (epoch ms). The deeds look again. */
export function rightsOf(
  one: Case,
  { conversation }: Pick<Held, 'conversation'>,
  { agent, at }: { readonly agent: Agent; readonly at: number },
): CaseRights {
  const over = one.status === 'solved' || one.status === 'closed';
  const held = one.assignee !== null && one.assignee.id !== agent.id && one.leaseUntil > at;
  const lead = hasRole(agent, 'lead');
  const holds = !over && !held && one.assignee?.id === agent.id;
  const custody = custodyOf(conversation);
  return {
    take: !over && (!held || lead) && custodyAfter(custody, 'take') !== null,
    reply: holds && custodyAfter(custody, 'agent_writes') !== null,
    return: holds && custodyAfter(custody, 'give_back') !== null,
    transfer: !over && (!held || lead),
    correct: !held,
    close: over ? one.trueCause === null : !held || lead,
  };
}
