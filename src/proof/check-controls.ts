import type { Expert } from '../conversation/expert.ts';
import type { Facts } from '../dialog/slot.ts';
import type { Findings, Where } from './finding.ts';
import { want } from './move.ts';
import { after, type Node } from './node.ts';
import { same } from './same.ts';

/** What a merchant may want in every state, and what must be so afterwards. */
export interface Wish {
  readonly control: 'human' | 'restart' | 'repeat' | 'back' | 'why';
  readonly text: string;
  readonly granted: (before: Node, now: Node) => boolean;
}

/** All of them. */
export const WISHES: readonly Wish[] = [
  { control: 'human', text: '转人工', granted: handedOff },
  { control: 'restart', text: '重新开始', granted: isFresh },
  { control: 'repeat', text: '再说一遍', granted: isRepeated },
  { control: 'back', text: '返回', granted: isEarlier },
  { control: 'why', text: '为什么', granted: isExplained },
];

/** Checks that a wish is granted in this state. */
export function checkWish(expert: Expert, node: Node, wish: Wish, findings: Findings): void {
  const now = after(expert, node, want(node.move?.event.at ?? 0, wish.control, wish.text));
  if (!wish.granted(node, now)) findings.add('DZ109', REPLIES, `这时说“${wish.text}”不起作用`, now);
}

const REPLIES: Where = { file: 'dialogs/replies.yaml', path: ['hand_off'] };

function handedOff(before: Node, { conversation, effects }: Node): boolean {
  const waiting = before.conversation.status === 'handoff';
  const called = effects.some((effect) => effect.type === 'hand-off');
  const kept = sameFacts(conversation.facts, before.conversation.facts);
  return conversation.status === 'handoff' && conversation.asking === null && kept && (called || waiting);
}

function isFresh(_: Node, { conversation, effects }: Node): boolean {
  const empty = Object.keys(conversation.facts).length === 0 && Object.keys(conversation.asked).length === 0;
  return empty && conversation.status === 'asking' && conversation.diagnosis === null && effects.length > 0;
}

function isRepeated({ conversation: before }: Node, { conversation, effects }: Node): boolean {
  const stands = conversation.status === before.status && conversation.asking === before.asking;
  if (before.status === 'handoff') return stands;
  const main = before.replies.find((reply) => reply.kind === 'question' || reply.kind === 'diagnosis');
  const said = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply.text] : []));
  return stands && sameFacts(conversation.facts, before.facts) && said.includes(main?.text ?? '');
}

/** One answer is taken back: the facts are those before it, and its question is open again. */
function isEarlier({ conversation: before }: Node, { conversation }: Node): boolean {
  // While a person is awaited the bot only listens.
  if (before.status === 'handoff') return conversation.status === 'handoff';
  const last = before.past.at(-1);
  if (last === undefined) return false;
  return sameFacts(conversation.facts, last.facts) && conversation.asking === last.asking;
}

/** Asking why is answered and changes nothing. */
function isExplained({ conversation: before }: Node, { conversation, effects }: Node): boolean {
  const { facts, status, asking } = conversation;
  const stands = sameFacts(facts, before.facts) && status === before.status && asking === before.asking;
  return stands && (status === 'handoff' || effects.some((effect) => effect.type === 'reply'));
}

/** Whether the same values are held, and as surely, whichever words they were told in. */
export function sameFacts(a: Facts, b: Facts): boolean {
  if (a === b) return true;
  const slots = Object.keys(a);
  return (
    slots.length === Object.keys(b).length &&
    slots.every((slot) => same(a[slot]?.value, b[slot]?.value) && a[slot]?.hedged === b[slot]?.hedged)
  );
}
