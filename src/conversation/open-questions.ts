import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { decide } from './decide.ts';
import type { Expert } from './expert.ts';

/** A question that is still to be put. */
export interface OpenQuestion {
  readonly slot: string;
  readonly question: string;
}

/** The questions a talk would still put at an instant (epoch ms), in order, if nothing could be answered. */
export function openQuestions(expert: Expert, facts: Facts, at: number): readonly OpenQuestion[] {
  const missing: OpenQuestion[] = [];
  const asked = new Set<string>();
  let open: Facts = facts;
  for (let i = 0; i < Object.keys(expert.content.slots).length; i++) {
    const { position } = decide(expert, open, asked, at);
    if (position.type !== 'ask' || asked.has(position.slot)) break;
    asked.add(position.slot);
    missing.push({ slot: position.slot, question: expert.content.slots[position.slot]?.question ?? '' });
    open = { ...open, [position.slot]: { value: UNKNOWN, said: '', turn: 0 } };
  }
  return missing;
}
