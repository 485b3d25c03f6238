import type { Renamed, RenamedSource } from '../dialog/renamed.ts';
import { type Names, type SlotName, valueId } from './names.ts';

/** All files of dialogs/renamed/ in one table, every name as an id. */
export function buildRenamed(sources: readonly RenamedSource[], names: Names): Renamed {
  const slots: Record<string, string | null> = {};
  const options: Record<string, Record<string, string | null>> = {};
  for (const source of sources) {
    for (const [old, name] of Object.entries(source.slots ?? {})) {
      slots[old] = name === null ? null : (names.slots?.get(name)?.id ?? null);
    }
    for (const [slot, values] of Object.entries(source.options ?? {})) {
      const now = slotWith(names, slots[slot] ?? slot);
      const ids = Object.entries(values).map(([old, name]) => [old, idIn(now, name)]);
      options[slot] = { ...options[slot], ...Object.fromEntries(ids) };
    }
  }
  return { slots, options };
}

function slotWith({ slots }: Names, id: string): SlotName | undefined {
  return [...(slots?.values() ?? [])].find((slot) => slot.id === id);
}

function idIn(slot: SlotName | undefined, name: string | null): string | null {
  return name === null || slot === undefined ? null : (valueId(slot, name) ?? null);
}
