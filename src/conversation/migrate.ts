import type { Content } from '../content/content.ts';
import type { Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Conversation } from './conversation.ts';

/** A talk begun under another version of the content, in the ids of this one. Facts that it has no place for are
 * forgotten; a question that is gone is no longer open. */
export function migrate(content: Content, conversation: Conversation): Conversation {
  if (conversation.version === content.version || conversation.version === '') return conversation;
  const slotOf = (slot: string | null): string | null => (slot === null ? null : slotNow(content, slot));
  const asked = Object.entries(conversation.asked).flatMap(([slot, times]) => {
    const now = slotOf(slot);
    return now === null ? [] : [[now, times] as const];
  });
  return {
    ...conversation,
    facts: factsNow(content, conversation.facts),
    asked: Object.fromEntries(asked),
    asking: slotOf(conversation.asking),
    past: conversation.past.map(({ facts, asking }) => ({
      facts: factsNow(content, facts),
      asking: slotOf(asking),
    })),
    disputed: conversation.disputed.flatMap((slot) => slotOf(slot) ?? []),
    later: conversation.later.filter((issue) => content.dialogs[issue] !== undefined),
    offered: content.dialogs[conversation.offered ?? ''] === undefined ? null : conversation.offered,
  };
}

/** What a talk holds that this version neither knows nor declares in dialogs/renamed/: "slot" or "slot=value". */
export function undeclared(content: Content, { facts, asked }: Conversation): readonly string[] {
  const slots = [...new Set([...Object.keys(facts), ...Object.keys(asked)])];
  const lost = slots.filter(
    (slot) => slotNow(content, slot) === null && content.renamed.slots[slot] !== null,
  );
  const values = Object.entries(facts).flatMap(([slot, { value }]) => {
    if (typeof value !== 'string' || slotNow(content, slot) === null) return [];
    const declared = content.renamed.options[slot]?.[value] === null;
    return declared || valueNow(content, slot, value) !== null ? [] : [`${slot}=${value}`];
  });
  return [...lost, ...values];
}

function factsNow(content: Content, facts: Facts): Facts {
  const entries = Object.entries(facts).flatMap(([slot, fact]) => {
    const now = slotNow(content, slot);
    const value = typeof fact.value === 'string' ? valueNow(content, slot, fact.value) : fact.value;
    return now === null || value === null ? [] : [[now, { ...fact, value }] as const];
  });
  return Object.fromEntries(entries);
}

function slotNow({ slots, renamed }: Content, old: string): string | null {
  const now = renamed.slots[old] === undefined ? old : renamed.slots[old];
  return now !== null && slots[now] !== undefined ? now : null;
}

function valueNow(content: Content, slot: string, old: string): string | null {
  const renamed = content.renamed.options[slot]?.[old];
  const value = renamed === undefined ? old : renamed;
  const { kind = 'choice', options = [] } = content.slots[slotNow(content, slot) ?? ''] ?? {};
  if (value === null || value === UNKNOWN || kind === 'code') return value;
  return options.some(({ id }) => id === value) ? value : null;
}
