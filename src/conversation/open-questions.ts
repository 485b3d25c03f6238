import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import type { Expert } from './expert.ts';

/** A question that is still to be put. */
export interface OpenQuestion {
  readonly slot: string;
  readonly question: string;
}

/** The questions a talk would still put at an instant (epoch ms), in order, if nothing could be answered. */
export function openQuestions(
  expert: Expert,
  conversation: Conversation,
  at: number,
): readonly OpenQuestion[] {
  const missing: OpenQuestion[] = [];
  const asked = new Set(answeredSlots(conversation));
  let open: Facts = conversation.facts;
  for (let i = 0; i < Object.keys(expert.content.slots).length; i++) {
    const { position } = decide(expert, open, asked, at);
    if (position.type !== 'ask' || asked.has(position.slot)) break;
    asked.add(position.slot);
    missing.push({ slot: position.slot, question: expert.content.slots[position.slot]?.question ?? '' });
    open = { ...open, [position.slot]: { value: UNKNOWN, said: '', turn: 0 } };
  }
  return missing;
}

/** The slots whose question was put and answered. */
export function answeredSlots({ asked, asking, facts }: Conversation): readonly string[] {
  return Object.keys(asked).filter((slot) => slot !== asking && facts[slot] !== undefined);
}
