import type { Content } from '../../content/content.ts';
import type { Fact, Slot } from '../../dialog/slot.ts';
import { UNKNOWN } from '../../knowledge/condition.ts';
import type { Refusal } from '../refusal.ts';

/** Why one of these facts cannot be: no such slot, or a value that it cannot have. Null: all can. */
export function unfitFact(
  content: Content,
  facts: Readonly<Record<string, Fact['value'] | null>>,
): Refusal | null {
  for (const [id, value] of Object.entries(facts)) {
    const slot = Object.hasOwn(content.slots, id) ? content.slots[id] : undefined;
    if (slot === undefined || slot.derived !== null) return unfit(`"${id}" is no slot that can be set`);
    if (value !== null && !fits(content, slot, value)) return unfit(`"${id}" cannot have this value`);
  }
  return null;
}

function fits({ codes }: Content, slot: Slot, value: Fact['value']): boolean {
  if (typeof value !== 'string') {
    return slot.kind === 'time' && Date.parse(value.from) <= Date.parse(value.to);
  }
  if (value === UNKNOWN) return true;
  if (slot.kind === 'code' && slot.options.length === 0) return Object.hasOwn(codes, value);
  return slot.options.some((option) => option.id === value);
}

function unfit(message: string): Refusal {
  return { status: 400, code: 'no_such_fact', message };
}
