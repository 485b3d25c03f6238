import { type Agent, agentOf, hasRole } from '../../desk/login/agent.ts';
import type { Seat } from '../../store/staff/seat.ts';
import type { Incoming } from './activity.ts';
import type { Call } from './channel.ts';
import type { TeamsSettings } from './settings.ts';

/** Somebody of the desk who writes in Teams. */
export interface Seated {
  readonly seat: Seat;
  readonly agent: Agent;
}

/** Who the sender is in Teams, for good: where there is an application, the person that the Bot Framework vouches for,
 * in our own tenant. Null: nobody who could be an agent. */
export function accountOf({ app }: TeamsSettings, activity: Incoming): string | null {
  const { from, channelId, conversation } = activity;
  if (app === null) return `${channelId}|${from.id}`;
  // On other channels of the Bot Framework the client itself may say who it is.
  if (channelId !== 'msteams') return null;
  const tenant = conversation.tenantId ?? app.tenant;
  const person = from.aadObjectId ?? '';
  return person === '' || tenant.toLowerCase() !== app.tenant ? null : person.toLowerCase();
}

/** The user of the desk that the sender has linked to; null: none, or none who works on cases any more. */
export async function seatedAt(settings: TeamsSettings, call: Call): Promise<Seated | null> {
  const account = accountOf(settings, call.activity);
  const seat = account === null ? null : await call.desk.store.seats.find(call.channel.name, account);
  if (seat === null) return null;
  const agent = agentOf(seat.user);
  return hasRole(agent, 'agent') ? { seat, agent } : null;
}

/** Whether the sender may triage: whoever the settings name, and whoever works on cases. */
export async function mayTriage(settings: TeamsSettings, call: Call): Promise<boolean> {
  const { agents } = settings;
  if (agents === null) return true;
  const account = accountOf(settings, call.activity);
  return (account !== null && agents.has(account)) || (await seatedAt(settings, call)) !== null;
}
