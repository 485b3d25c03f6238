import { begin, type Conversation } from '../conversation/conversation.ts';
import { type Decision, decide } from '../conversation/decide.ts';
import type { Effect } from '../conversation/event.ts';
import type { Expert } from '../conversation/expert.ts';
import { transition } from '../conversation/transition.ts';
import type { Move } from './move.ts';

/** A state of a talk, and the shortest way found to it. */
export interface Node {
  readonly conversation: Conversation;
  readonly effects: readonly Effect[];
  /** null where the talk has not begun */
  readonly move: Move | null;
  readonly before: Node | null;
}

/** The talk in which nothing was said. */
export const START: Node = { conversation: begin('proof'), effects: [], move: null, before: null };

/** What the engine makes of a move. */
export function after(expert: Expert, node: Node, move: Move): Node {
  const [conversation, effects] = transition(expert, node.conversation, move.event);
  return { conversation, effects, move, before: node };
}

/** Why the engine asks or answers what it does in a state: its own decision, with the questions put before. */
export function decisionOf(expert: Expert, { conversation, move }: Node): Decision {
  const asked = new Set(Object.keys(conversation.asked));
  // A question that is open now was not yet asked when it was chosen.
  if (conversation.asking !== null && conversation.asked[conversation.asking] === 1) {
    asked.delete(conversation.asking);
  }
  return decide(expert, conversation.facts, asked, move?.event.at ?? 0);
}

/** A talk as its author can read it; of longer answers the first line. */
export function talkOf(node: Node): readonly string[] {
  const before = node.before === null ? [] : talkOf(node.before);
  const said = node.move === null ? [] : [`店主：${node.move.text}`];
  const replies = node.effects.flatMap((effect) =>
    effect.type === 'reply' ? [`助手：${effect.reply.text.split('\n', 1)[0] ?? ''}`] : [],
  );
  return [...before, ...said, ...replies];
}
