import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import { newLease } from '../../desk/lease.ts';
import { type Reference, referenceSchema } from './reach.ts';

const NAME = 'teams-notices';
const kept = z.array(referenceSchema);
const TRIES = 20;
const PAUSE_MS = 50;

/** The conversations of agents that want to be told of cases. */
export async function noticePlaces(desk: Desk): Promise<readonly Reference[]> {
  const value = await desk.store.registers.read(NAME);
  return value === null ? [] : kept.parse(JSON.parse(value));
}

/** Tells a conversation of cases from now on, or no longer. */
export async function setNotices(desk: Desk, place: Reference, wanted: boolean): Promise<void> {
  const { registers } = desk.store;
  const lease = newLease(desk);
  for (let i = 0; i < TRIES; i++) {
    if (await registers.lease(NAME, lease)) {
      const others = (await noticePlaces(desk)).filter(
        ({ conversation }) => conversation.id !== place.conversation.id,
      );
      await registers.write(NAME, JSON.stringify(wanted ? [...others, place] : others), lease);
      return registers.release(NAME, lease.owner);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('the list of conversations that get notices is held by another');
}
