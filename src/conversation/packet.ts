import type { Content } from '../content/content.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Fact, Slot } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Conversation } from './conversation.ts';
import type { Expert } from './expert.ts';
import { judge } from './judge.ts';
import { openQuestions } from './open-questions.ts';
import { say, stretchText } from './wording.ts';

/** One thing known, with the merchant's words. */
export interface PacketFact extends Fact {
  readonly slot: string;
  readonly name: string;
  /** the value in words */
  readonly label: string;
}

/** What is known when a person takes over: nothing of it has to be asked again. */
export interface Packet {
  readonly issue: { readonly id: string; readonly label: string } | null;
  readonly facts: readonly PacketFact[];
  readonly diagnosis: Diagnosis | null;
  /** the steps that the merchant was told */
  readonly advised: readonly string[];
  /** what a talk would still ask, in order */
  readonly missing: readonly { readonly slot: string; readonly name: string; readonly question: string }[];
  /** the merchant has corrected or confirmed it */
  readonly confirmed: boolean;
}

/** The packet of a talk at an instant (epoch ms). */
export function packetOf(expert: Expert, conversation: Conversation, at: number): Packet {
  const { content } = expert;
  const { facts, diagnosis, confirmed } = conversation;
  const issue = facts[content.roles.issue]?.value;
  const known = packetFacts(content, conversation);
  return {
    issue:
      typeof issue === 'string'
        ? { id: issue, label: valueText(content.slots[content.roles.issue], issue) ?? issue }
        : null,
    facts: known,
    diagnosis: judge(expert, conversation, at).diagnosis,
    advised: diagnosis?.steps ?? [],
    missing: openQuestions(expert, conversation, at).map(({ slot, question }) => ({
      slot,
      name: content.slots[slot]?.name ?? slot,
      question,
    })),
    confirmed,
  };
}

/** What is known, in the order of the questions; what nobody knew is left out. */
export function packetFacts(content: Content, { facts }: Conversation): readonly PacketFact[] {
  return Object.values(content.slots).flatMap((slot) => {
    const fact = facts[slot.id];
    const label = fact === undefined ? null : (valueText(slot, fact.value) ?? timeOf(content, fact));
    return fact === undefined || label === null ? [] : [{ ...fact, slot: slot.id, name: slot.name, label }];
  });
}

/** The facts as the merchant reads them: "卡种：储蓄卡". */
export function factLines(content: Content, conversation: Conversation): readonly string[] {
  return packetFacts(content, conversation).map(({ name, label }) =>
    say(content, 'page_fact', { 名称: name, 值: label }),
  );
}

function valueText(slot: Slot | undefined, value: Fact['value']): string | null {
  if (typeof value !== 'string' || value === UNKNOWN) return null;
  return slot?.options.find((one) => one.id === value)?.label ?? (slot?.kind === 'code' ? value : null);
}

function timeOf(content: Content, { value }: Fact): string | null {
  return typeof value === 'string' ? null : stretchText(content, value);
}
