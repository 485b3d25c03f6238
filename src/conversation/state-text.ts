import type { Fact, Facts } from '../dialog/slot.ts';
import { begin, type Conversation, type Past } from './conversation.ts';

/** What a step back finds as it is written: what was other than at the step after it (null: not there), or all of it. */
type WrittenPast =
  | { readonly asking: string | null; readonly was: Readonly<Record<string, Fact | null>> }
  | Past;

type Written = Omit<Conversation, 'past'> & { readonly past: readonly WrittenPast[] };

/** A talk as JSON text. Each step back differs from the one after it by a fact or two, and only those are written: a
 * turn costs half as much, and so does its place on the disk. */
export function stateText(conversation: Conversation): string {
  let after = conversation.facts;
  const past: WrittenPast[] = [];
  for (let i = conversation.past.length - 1; i >= 0; i--) {
    const one = conversation.past[i];
    if (one === undefined) continue;
    const was = differences(one.facts, after);
    past.push(was === null ? one : { asking: one.asking, was });
    after = one.facts;
  }
  return JSON.stringify({ ...begun(conversation), past: past.reverse() });
}

const UNTOUCHED = Object.entries(begin(''));

/** A talk without the fields in which nothing has happened yet. */
function begun(conversation: Conversation): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...conversation };
  for (const [field, value] of UNTOUCHED) {
    const now = fields[field];
    if (now === value || (Array.isArray(now) && now.length === 0)) fields[field] = undefined;
  }
  return fields;
}

/** The talk of such a text; what an earlier version wrote lacks newer fields: they start empty. Throws where it is none. */
export function stateFrom(text: string): Conversation {
  const written: unknown = JSON.parse(text);
  if (!isWritten(written)) throw new Error('not a conversation');
  let after = written.facts;
  const past: Past[] = [];
  for (let i = written.past?.length ?? 0; i > 0; i--) {
    const one = written.past[i - 1];
    if (one === undefined) continue;
    const facts = 'was' in one ? restored(after, one.was) : one.facts;
    past.push({ facts, asking: one.asking });
    after = facts;
  }
  return { ...begin(written.id), ...written, past: past.reverse() };
}

// The state is written here alone, so its outline is enough to tell ours from a foreign value.
function isWritten(value: unknown): value is Written {
  if (typeof value !== 'object' || value === null || !('facts' in value)) return false;
  return (
    'id' in value && typeof value.id === 'string' && typeof value.facts === 'object' && value.facts !== null
  );
}

/** Null where the order of the facts would be lost: one is gone since, or has another place. */
function differences(facts: Facts, after: Facts): Record<string, Fact | null> | null {
  const slots = Object.keys(facts);
  const was: Record<string, Fact | null> = {};
  let place = 0;
  for (const slot in after) {
    const fact = facts[slot];
    if (fact === undefined) was[slot] = null;
    else if (slots[place++] !== slot) return null;
    else if (fact !== after[slot]) was[slot] = fact;
  }
  return place === slots.length ? was : null;
}

function restored(after: Facts, was: Readonly<Record<string, Fact | null>>): Facts {
  const facts: Record<string, Fact> = {};
  for (const slot in after) {
    const fact = slot in was ? was[slot] : after[slot];
    if (fact != null) facts[slot] = fact;
  }
  return facts;
}
