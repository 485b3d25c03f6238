import { filesOf, type Inspection } from './inspection.ts';
import type { SlotName } from './names.ts';
import { nearest } from './nearest.ts';
import { child, entries, type Place, textOf } from './sheet.ts';

/** Checks dialogs/renamed/: an old id is used no more, and what stands in its place exists. */
export function checkRenamed(inspection: Inspection): void {
  const { slots } = inspection.names;
  if (slots === null) return;
  for (const file of filesOf(inspection, 'renamed')) {
    const renamed = child(file, 'slots');
    for (const [old, place] of entries(renamed)) checkSlot(inspection, place, old, slots);
    for (const [slot, values] of entries(child(file, 'options'))) {
      const now = byId(slots, slot) ?? slots.get(textOf(child(renamed, slot)) ?? '');
      for (const [old, place] of entries(values)) checkOption(inspection, place, old, now);
    }
  }
}

function checkSlot(
  inspection: Inspection,
  place: Place,
  old: string,
  slots: ReadonlyMap<string, SlotName>,
): void {
  if (byId(slots, old) !== undefined) stillThere(inspection, place, old);
  const name = textOf(place);
  if (name !== null && !slots.has(name)) missing(inspection, place, [name, slots.keys()]);
}

function checkOption(inspection: Inspection, place: Place, old: string, slot: SlotName | undefined): void {
  const options = slot?.options ?? null;
  if (options === null) return;
  if ([...options.values()].includes(old)) stillThere(inspection, place, old);
  const name = textOf(place);
  if (name !== null && !options.has(name)) missing(inspection, place, [name, options.keys()]);
}

function byId(slots: ReadonlyMap<string, SlotName>, id: string): SlotName | undefined {
  return [...slots.values()].find((slot) => slot.id === id);
}

function stillThere(inspection: Inspection, place: Place, old: string): void {
  const message = `“${old}”还在用，改名表里只写已经不用的 id`;
  inspection.tell(place, { code: 'DZ076', message }, { key: true });
}

function missing(
  inspection: Inspection,
  place: Place,
  [name, all]: readonly [string, Iterable<string>],
): void {
  inspection.tell(place, { code: 'DZ076', message: `没有“${name}”`, suggestion: nearest(name, all) });
}
