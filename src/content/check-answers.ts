import { idOf } from './file-kinds.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { valueId } from './names.ts';
import { nearest } from './nearest.ts';
import { entries } from './sheet.ts';

/** Checks that the example answers belong to a slot that exists and to options that it has. */
export function checkAnswers(inspection: Inspection): void {
  const { slots } = inspection.names;
  if (slots === null) return;
  for (const file of filesOf(inspection, 'answers')) {
    const id = idOf(file.sheet.path);
    const found = [...slots].find(([, slot]) => slot.id === id);
    if (found === undefined) {
      const suggestion = nearest(
        id,
        [...slots.values()].map((slot) => slot.id),
      );
      inspection.tell(file, { code: 'DZ075', message: `没有 id 是“${id}”的问题项`, suggestion });
      continue;
    }
    const [name, slot] = found;
    if (slot.options === null) continue;
    for (const [option, place] of entries(file)) {
      if (valueId(slot, option) !== undefined) continue;
      const suggestion = nearest(option, slot.options.keys());
      inspection.tell(
        place,
        { code: 'DZ012', message: `没有“${name}”的选项“${option}”`, suggestion },
        { key: true },
      );
    }
  }
}
