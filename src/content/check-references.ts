import type { Complaint } from './fault.ts';
import type { FaultCode } from './fault-codes.ts';
import type { Inspection } from './inspection.ts';
import { type SlotName, slotOfRole, UNKNOWN_NAME, valueId } from './names.ts';
import { nearest } from './nearest.ts';
import { entries, items, type Place, type Spot, textOf } from './sheet.ts';

/** Checks a slot name; `spot` tells whether it is a key or a value. Undefined where there is no such slot. */
export function checkSlot(
  inspection: Inspection,
  place: Place,
  name: string | null,
  spot: Spot = {},
): SlotName | undefined {
  const { slots } = inspection.names;
  if (slots === null || name === null) return undefined;
  const slot = slots.get(name);
  if (slot === undefined)
    inspection.tell(place, unknown('DZ013', `没有“${name}”这个问题项`, name, slots.keys()), spot);
  return slot;
}

/** Checks the option at a place, which may be the key of the place. */
export function checkOption(
  inspection: Inspection,
  place: Place,
  [slotName, slot]: readonly [string, SlotName],
  spot: Spot = {},
): void {
  const option = spot.key === true ? String(place.path.at(-1)) : textOf(place);
  if (option === null || slot.options === null || valueId(slot, option) !== undefined) return;
  const message = `没有“${slotName}”的选项“${option}”`;
  const own = unknown('DZ012', message, option, slot.options.keys());
  inspection.tell(
    place,
    own.suggestion === null ? (elsewhere(inspection, slotName, option) ?? own) : own,
    spot,
  );
}

function elsewhere({ names }: Inspection, slotName: string, option: string): Complaint | null {
  for (const [name, slot] of names.slots ?? []) {
    if (slot.options?.has(option) !== true) continue;
    return { code: 'DZ028', message: `“${option}”是“${name}”的选项，不是“${slotName}”的` };
  }
  return null;
}

/** Checks a condition: slot name → option name or names. */
export function checkCondition(inspection: Inspection, condition: Place): void {
  for (const [name, values] of entries(condition)) {
    const slot = checkSlot(inspection, values, name, { key: true });
    if (slot === undefined) continue;
    const onlyUnknown = items(values).every((item) => item.value === UNKNOWN_NAME);
    if (slot.options?.size === 0 && !onlyUnknown) {
      const message = `“${name}”没有选项，除了“${UNKNOWN_NAME}”不能作条件`;
      inspection.tell(values, { code: 'DZ029', message }, { key: true });
      continue;
    }
    for (const item of items(values)) checkOption(inspection, item, [name, slot]);
  }
}

/** Checks a cause, by its Chinese name or by its id. */
export function checkCause(inspection: Inspection, place: Place): void {
  const name = textOf(place);
  if (name === null || !inspection.names.allCausesNamed || causeId(inspection, name) !== undefined) return;
  inspection.tell(place, unknown('DZ014', `没有“${name}”这个根因`, name, inspection.names.causes.keys()));
}

/** The id of a cause named as authors do: by its Chinese name, its id, or @id. */
export function causeId({ names }: Pick<Inspection, 'names'>, name: string): string | undefined {
  return names.causes.get(name.replace(/^@/, ''));
}

/** Checks an option name of the issue slot. */
export function checkIssue(
  inspection: Inspection,
  place: Place,
  name: string,
  spot: Spot = {},
): string | undefined {
  const issues = slotOfRole(inspection.names, 'issue')?.[1].options;
  if (issues === undefined || issues === null) return undefined;
  const id = issues.get(name);
  if (id === undefined)
    inspection.tell(place, unknown('DZ018', `没有“${name}”这种问题类型`, name, issues.keys()), spot);
  return id;
}

/** Checks a contact id. */
export function checkContact(inspection: Inspection, place: Place): void {
  checkMember(inspection, place, inspection.names.contacts, ['DZ015', '这个联系方式']);
}

/** Checks article ids. */
export function checkArticles(inspection: Inspection, list: Place): void {
  for (const item of items(list))
    checkMember(inspection, item, inspection.names.articles, ['DZ016', '这篇文章']);
}

/** Checks ids of seed items and references. */
export function checkSources(inspection: Inspection, list: Place): void {
  for (const item of items(list))
    checkMember(inspection, item, inspection.names.sources, ['DZ017', '这个来源']);
}

function checkMember(
  inspection: Inspection,
  place: Place,
  members: ReadonlySet<string> | null,
  [code, what]: readonly [FaultCode, string],
): void {
  const name = textOf(place);
  if (name === null || members === null || members.has(name)) return;
  inspection.tell(place, unknown(code, `没有“${name}”${what}`, name, members));
}

const FULL_WIDTH: Readonly<Record<string, string>> = { '\uff1a': ': ', '\uff0c': ', ' };

/** A name that does not exist; a full-width colon or comma in it was meant as a sign of the grammar. */
function unknown(code: FaultCode, message: string, name: string, known: Iterable<string>): Complaint {
  const candidates = [...known];
  const sign = /[\uff1a\uff0c]/.exec(name);
  const parts = name.split(/[\uff1a\uff0c]\s*/);
  if (sign !== null && parts.some((part) => candidates.includes(part))) {
    return {
      code: 'DZ010',
      message: `“${name}”里的“${sign[0]}”是全角的，这里要用半角“${FULL_WIDTH[sign[0]]}”`,
    };
  }
  return { code, message, suggestion: nearest(name, candidates) };
}
