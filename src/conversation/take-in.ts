import type { Content } from '../content/content.ts';
import type { Fact, Facts } from '../dialog/slot.ts';
import { onceFor } from '../knowledge/once-for.ts';
import type { Heard } from '../nlu/understanding.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { pointedIssue } from './issue.ts';
import { type Conflict, merge } from './merge.ts';
import { remember } from './remember.ts';

/** What a message is heard in the light of: the instant (epoch ms), and whether it replaces what was said before. */
interface Hearing {
  readonly at: number;
  readonly corrects: boolean;
}

/** Facts with those that a message told. */
export interface Gathered {
  readonly facts: Facts;
  readonly changed: readonly string[];
  readonly conflict: Conflict | null;
}

/** Gathers what was heard in one message into the facts. */
export function gather(
  expert: Expert,
  { facts: before, turn, asking, disputed }: Conversation,
  heard: readonly Heard[],
  { at, corrects }: Hearing,
): Gathered {
  const { content } = expert;
  const merged = merge(before, heard, {
    turn,
    asked: asking,
    corrects,
    disputed: [...disputed, ...neverDisputed(content)],
    refines: (slot, now, earlier) => refines(content, slot, [now, earlier]),
  });
  return merged.changed.length === 0
    ? merged
    : { ...merged, facts: pointedIssue(expert, merged.facts, turn, at) };
}

/** The talk with what was heard in one message, before anything is made of it. */
export function takeIn(
  expert: Expert,
  conversation: Conversation,
  heard: readonly Heard[],
  hearing: Hearing,
): Omit<Gathered, 'facts'> & { readonly next: Conversation } {
  const { facts, changed, conflict } = gather(expert, conversation, heard, hearing);
  const next = changed.length > 0 ? remember(expert, conversation, facts) : conversation;
  return { next, changed, conflict };
}

/** A merchant can have two kinds of trouble, and talks of many amounts: neither contradicts what was said before. */
const neverDisputed = onceFor(({ slots, roles }: Content): readonly string[] => {
  const amounts = Object.values(slots).filter((slot) => slot.kind === 'amount');
  return [roles.issue, ...amounts.map((slot) => slot.id)];
});

function refines(
  { slots }: Content,
  slot: string,
  [now, before]: readonly [Fact['value'], Fact['value']],
): boolean {
  const option = slots[slot]?.options.find(({ id }) => id === now);
  return option?.refines.some((id) => id === before) ?? false;
}
