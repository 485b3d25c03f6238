import { createHash } from 'node:crypto';

/** A talk as audit and log name it: the same for the same talk, and no way back to its id, so that nothing is left of
 * an erased one. */
export function pseudonym(conversationId: string): string {
  return `talk-${createHash('sha256').update(`pseudonym ${conversationId}`).digest('hex').slice(0, 16)}`;
}
