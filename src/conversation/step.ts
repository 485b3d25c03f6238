import type { Conversation } from './conversation.ts';
import type { Effect } from './event.ts';
import type { Reply } from './reply.ts';

/** One step of the engine: the talk as it will be, and what the desk has to do. */
export type Step = readonly [Conversation, readonly Effect[]];

/** A text reply. */
export function text(said: string): Reply {
  return { kind: 'text', text: said };
}

/** A step that says these replies, and remembers them for 再说一遍. */
export function answered(
  conversation: Conversation,
  replies: readonly Reply[],
  effects: readonly Effect[] = [],
): Step {
  const said = replies.filter((reply) => reply.text !== '');
  return [
    { ...conversation, replies: said },
    [...said.map((reply): Effect => ({ type: 'reply', reply })), ...effects],
  ];
}
