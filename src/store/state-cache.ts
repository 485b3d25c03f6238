import type { Conversation } from '../conversation/conversation.ts';

/** So many talks are remembered, the ones that were touched last. */
const MEMORY = 1_000;

/** States of talks as they were kept last, so that a talk under way need not be read and parsed at each of its messages.
 * A state belongs to a version and every change of the row makes a new one, so whoever finds the version in the
 * database may use the state, whichever process wrote it. */
export interface StateCache {
  /** the version that is remembered; -1: none */
  versionOf(id: string): number;
  /** the state of the remembered version */
  stateOf(id: string): Conversation | undefined;
  /** After the transaction that kept it, not before: what is undone leaves no version behind. */
  put(conversation: Conversation, version: number): void;
}

/** Remembers nothing yet. */
export function createStateCache(): StateCache {
  const states = new Map<string, { readonly version: number; readonly conversation: Conversation }>();
  return {
    versionOf: (id) => states.get(id)?.version ?? -1,
    stateOf: (id) => states.get(id)?.conversation,
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
