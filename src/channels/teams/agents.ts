import type { Incoming } from './activity.ts';
import type { TeamsSettings } from './settings.ts';

/** Whether the sender is one of the people who may triage. The Bot Framework vouches for who it is. */
export function isAgent({ agents }: TeamsSettings, { from }: Pick<Incoming, 'from'>): boolean {
  return agents === null || agents.has((from.aadObjectId ?? '').toLowerCase());
}
