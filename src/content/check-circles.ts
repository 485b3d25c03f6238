import type { Inspection } from './inspection.ts';
import { child, entries, type Place, textOf } from './sheet.ts';

/** A fact that follows from another: where it is written, and what it says. */
interface Implied {
  readonly slot: string;
  readonly option: string;
  readonly place: Place;
}

/** Checks that facts never imply, by way of others, the slot they come from: that says nothing new or contradicts. */
export function checkCircles(inspection: Inspection, slots: readonly (readonly [string, Place])[]): void {
  const implied = new Map<string, readonly Implied[]>();
  for (const [name, slot] of slots) {
    for (const [option, place] of entries(child(slot, 'options'))) {
      implied.set(key(name, option), entries(child(place, 'implies')).map(impliedFact));
    }
  }
  const told = new Set<string>();
  const visit = (trail: readonly (readonly [string, string])[]): void => {
    const [slot, option] = trail.at(-1) ?? ['', ''];
    for (const next of implied.get(key(slot, option)) ?? []) {
      const from = trail.findIndex(([seen]) => seen === next.slot);
      if (from === -1) visit([...trail, [next.slot, next.option]]);
      else tellCircle(inspection, told, trail.slice(from), next);
    }
  };
  for (const [name, slot] of slots) {
    for (const [option] of entries(child(slot, 'options'))) visit([[name, option]]);
  }
}

function key(slot: string, option: string): string {
  return `${slot}\0${option}`;
}

function impliedFact([slot, place]: readonly [string, Place]): Implied {
  return { slot, option: textOf(place) ?? '', place };
}

// A circle is found once from each of its members, and told once.
function tellCircle(
  { tell }: Inspection,
  told: Set<string>,
  circle: readonly (readonly [string, string])[],
  next: Implied,
): void {
  const members = circle
    .map(([slot]) => slot)
    .sort()
    .join();
  if (told.has(members)) return;
  told.add(members);
  const names = [...circle, [next.slot, next.option]].map(([slot, option]) => `“${slot}:${option}”`);
  tell(next.place, { code: 'DZ034', message: `implies 绕成了圈：${names.join(' → ')}` }, { key: true });
}
