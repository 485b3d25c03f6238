import type { Conversation } from '../conversation/conversation.ts';
import { type Expert, speaking } from '../conversation/expert.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import { say } from '../conversation/wording.ts';

/** The turn after a fault of ours: one fixed sentence, and a person takes over. */
export function apologise(
  expert: Expert,
  before: Conversation,
): { readonly conversation: Conversation; readonly turn: Turn } {
  const replies = [{ kind: 'notice', text: say(speaking(expert, before).content, 'fault') }] as const;
  const conversation: Conversation = {
    ...before,
    turn: before.turn + 1,
    status: 'handoff',
    asking: null,
    replies,
  };
  const effects = replies.map((reply) => ({ type: 'reply', reply }) as const);
  return { conversation, turn: turnOf(expert, conversation, effects) };
}
