import { carry } from '../../desk/carry.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Identity } from '../../store/identity.ts';
import type { Channel } from '../channel.ts';
import type { Browser } from './browsers.ts';
import { createRounds } from './rounds.ts';

/** Carries what is said in a talk to a browser as long as it is connected: what waits now, and what is said later,
 * whichever process says it. */
export type Following = (
  desk: Desk,
  channel: Channel,
  browser: Browser,
) => (identity: Identity) => Promise<void>;

/** Follows nobody yet. */
export function createFollowing(): Following {
  const followed = new WeakSet<Browser>();
  const rounds = new WeakMap<Desk, (conversationId: string) => Promise<void>>();
  const roundsOf = (desk: Desk, channel: Channel) => {
    const known = rounds.get(desk);
    if (known !== undefined) return known;
    const made = createRounds((conversationId) => carryNow(desk, channel, conversationId));
    rounds.set(desk, made);
    return made;
  };
  return (desk, channel, browser) =>
    async ({ conversationId }) => {
      const round = roundsOf(desk, channel);
      if (!followed.has(browser)) {
        followed.add(browser);
        browser.onEnd(desk.hints.listen(conversationId, () => void round(conversationId)));
      }
      await round(conversationId);
    };
}

// What cannot be carried now is carried by its job.
async function carryNow(desk: Desk, channel: Channel, conversationId: string): Promise<void> {
  try {
    await carry(desk, conversationId, channel);
  } catch (error) {
    desk.warn(`what was said in conversation ${conversationId} could not be sent at once: ${String(error)}`);
  }
}
