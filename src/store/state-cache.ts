import { randomInt } from 'node:crypto';
import type { Conversation } from '../conversation/conversation.ts';

/** So many talks are remembered, the ones that were touched last. */
const MEMORY = 1_000;

/** States of talks as they were kept last, so that a talk under way need not be read and parsed at each of its messages.
 * A state belongs to a version and every change of the row makes a new one, so whoever finds the version in the
 * database may use the state, whichever process wrote it. */
export interface StateCache {
  /** the version that is remembered, and its state */
  get(id: string): Remembered | undefined;
  /** After the transaction that kept it, not before: what is undone leaves no version behind. */
  put(conversation: Conversation, version: number): void;
}

/** A state, and the version of the row whose state it is. */
export interface Remembered {
  readonly version: number;
  readonly conversation: Conversation;
}

const SMALLEST_STEP = 1_000;
const LARGEST_STEP = 1_000_000;

/** How far the version of a row goes on with a state that will be remembered: by chance, so that it does not come again
 * where a database loses its last turns (an older copy was restored, a standby had lagged) and others take their place. Then
 * the version is another one, and the state is read. */
export function versionStep(): number {
  return randomInt(SMALLEST_STEP, LARGEST_STEP);
}

/** Remembers nothing yet. */
export function createStateCache(): StateCache {
  const states = new Map<string, Remembered>();
  return {
    get: (id) => states.get(id),
    put: (conversation, version) => {
      const { id } = conversation;
      // The map holds its keys in the order in which they came: the oldest first.
      states.delete(id);
      const [oldest] = states.size < MEMORY ? [] : states.keys();
      if (oldest !== undefined) states.delete(oldest);
      states.set(id, { version, conversation });
    },
  };
}
