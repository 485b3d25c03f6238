import type { Role, User } from '../../store/staff/user.ts';

/** Who acts at the desk: a person who logged in, or another program with the machines' token. */
export interface Agent {
  /** stands in the audit */
  readonly id: string;
  readonly login: string;
  /** what colleagues and merchants read */
  readonly name: string;
  readonly role: Role;
  /** whose cases are in reach */
  readonly team: string;
}

/** Reaches every team. */
const EVERY_TEAM = '*';

/** Another program, with the machines' token: an agent of every team. */
export const MACHINE: Agent = {
  id: 'machine',
  login: 'machine',
  name: 'machine',
  role: 'agent',
  team: EVERY_TEAM,
};

/** Whom each demanded role lets in. */
const LETS_IN: Readonly<Record<Role, readonly Role[]>> = {
  agent: ['agent', 'lead', 'admin'],
  lead: ['lead', 'admin'],
  author: ['author', 'admin'],
  admin: ['admin'],
};

/** The desk itself, where it does what nobody did. */
export const DESK_ITSELF: Agent = { id: 'bot', login: 'bot', name: 'bot', role: 'agent', team: EVERY_TEAM };

/** A user as the one who acts. */
export function agentOf({ id, login, name, role, team }: User): Agent {
  return { id, login, name, role, team };
}

/** Whether somebody may do what a role may. */
export function hasRole(agent: Agent, role: Role): boolean {
  return LETS_IN[role].includes(agent.role);
}

/** Whether somebody may see and touch what belongs to a team. Whoever may not is to be told that there is no such
 * thing, so that ids tell nothing. */
export function reaches(agent: Agent, team: string): boolean {
  return agent.role === 'admin' || agent.team === EVERY_TEAM || agent.team === team;
}
