import type { Content } from '../content/content.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Expert } from '../conversation/expert.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { type Merchant, MerchantModel } from './merchant-model.ts';
import { type Move, tap, tell } from './move.ts';
import { after, type Node, START } from './node.ts';
import { representativeTimes } from './sale-times.ts';
import { type Start, startsOf } from './walkthrough.ts';

/** A merchant as the evidence of one version of the content expects one, and what is told first. */
export interface Sample {
  readonly start: Start;
  readonly merchant: Merchant;
}

/** What a talk came to: the questions in order, the first cause, when the money is due, whom to call. */
export interface Outcome {
  readonly questions: readonly string[];
  readonly cause: string | null;
  readonly due: string | null;
  readonly contacts: readonly { readonly id: string; readonly phone: string | null }[];
}

/** Merchants drawn from the evidence, so many for every way to begin; the same on every run. */
export function drawSamples(expert: Expert, each: number): readonly Sample[] {
  const number = fixedNumbers(7);
  const times = representativeTimes(expert.content);
  return startsOf(expert).flatMap((start) => {
    const model = new MerchantModel(expert, times, start);
    return Array.from({ length: each }, () => ({ start, merchant: model.draw(number) }));
  });
}

/** Every state of the talk that a sample leads to, played with the engine's own transition. */
export function playSample(expert: Expert, { start, merchant }: Sample): readonly Conversation[] {
  const states: Conversation[] = [];
  let node: Node = after(expert, START, tell(expert.content, merchant.at, start));
  states.push(node.conversation);
  for (let left = 20; node.conversation.asking !== null && left > 0; left--) {
    node = after(expert, node, answer(expert, merchant, node.conversation.asking));
    states.push(node.conversation);
  }
  return states;
}

/** What the talk of a sample comes to. */
export function outcomeOf(expert: Expert, sample: Sample): Outcome {
  return outcomeIn(playSample(expert, sample).at(-1) ?? START.conversation);
}

/** What a talk has come to as it stands. */
export function outcomeIn({ asked, diagnosis }: Conversation): Outcome {
  return {
    questions: Object.keys(asked),
    cause: diagnosis?.causes[0]?.id ?? null,
    due: diagnosis?.dueAt ?? null,
    contacts: diagnosis?.contacts.map(({ id, phone }) => ({ id, phone })) ?? [],
  };
}

/** Every fact that a version of the content knows and every question that it can put, each in a talk of its own: whatever
 * talks begun on it have come to, they hold nothing else. */
export function everyFact({ slots, version }: Content): readonly Conversation[] {
  return Object.values(slots).flatMap(({ id, options }) =>
    [...options.map((option) => option.id), UNKNOWN].map((value) => ({
      ...START.conversation,
      version,
      asked: { [id]: 1 },
      facts: { [id]: { value, said: '', turn: 1 } },
    })),
  );
}

/** The parts of two outcomes that differ. */
export function differing(before: Outcome, now: Outcome): readonly (keyof Outcome)[] {
  const parts: readonly (keyof Outcome)[] = ['questions', 'cause', 'due', 'contacts'];
  return parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(now[part]));
}

/** Answers what this version asks; an answer that it does not know is "do not know". */
function answer({ content }: Expert, { at, answers }: Merchant, slot: string): Move {
  const value = answers[slot] ?? UNKNOWN;
  if (typeof value !== 'string') return tell(content, at, { [slot]: value });
  const options = content.slots[slot]?.options ?? [];
  return tap(content, at, slot, options.some(({ id }) => id === value) ? value : UNKNOWN);
}
