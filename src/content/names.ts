import { UNKNOWN } from '../knowledge/condition.ts';
import { idOf, kindOf } from './file-kinds.ts';
import { child, entries, isMapping, items, type Place, rootOf, type Sheet, textOf } from './sheet.ts';

/** What authors write in a condition for "asked, and the merchant could not tell". */
export const UNKNOWN_NAME = '不知道';

/** A slot as far as other files have to know it. */
export interface SlotName {
  readonly id: string;
  readonly role: string | null;
  readonly asked: boolean;
  /** option name → id; null where the options cannot be read */
  readonly options: ReadonlyMap<string, string> | null;
}

/** All names that content files refer to. Null: the file that gives them is missing or unreadable, so that nobody
 * can say whether a name exists, and nothing is said about it. */
export interface Names {
  /** Chinese slot name → slot */
  readonly slots: ReadonlyMap<string, SlotName> | null;
  /** Chinese name and id → id */
  readonly causes: ReadonlyMap<string, string>;
  /** false where a cause's name is missing or given twice, so that a name not found may be that one */
  readonly allCausesNamed: boolean;
  readonly contacts: ReadonlySet<string> | null;
  readonly articles: ReadonlySet<string>;
  /** ids of seed items and references */
  readonly sources: ReadonlySet<string> | null;
}

/** Collects the names as far as the files can be read, whatever else may be wrong with them. */
export function collectNames(sheets: ReadonlyMap<string, Sheet>): Names {
  const causes = [...sheets.values()].filter((sheet) => kindOf(sheet.path) === 'cause');
  const articles = [...sheets.keys()].filter((path) => kindOf(path) === 'article');
  return {
    slots: slotNames(readable(sheets.get('dialogs/slots.yaml'))),
    causes: new Map(causes.flatMap(causeNames)),
    allCausesNamed: new Set(causes.map(nameOf)).size === causes.length && !causes.map(nameOf).includes(null),
    contacts: keysOf(readable(sheets.get('knowledge/contacts.yaml'))),
    articles: new Set(articles.map(idOf)),
    sources: sourceIds(readable(sheets.get('knowledge/sources.yaml'))),
  };
}

/** The slot that has a role, or undefined. */
export function slotOfRole(names: Names, role: string): readonly [string, SlotName] | undefined {
  return [...(names.slots ?? [])].find(([, slot]) => slot.role === role);
}

/** The value id that an option name stands for in a condition. */
export function valueId(slot: SlotName, option: string): string | undefined {
  return option === UNKNOWN_NAME ? UNKNOWN : slot.options?.get(option);
}

function readable(sheet: Sheet | undefined): Place | null {
  return sheet === undefined || sheet.value === undefined ? null : rootOf(sheet);
}

function keysOf(place: Place | null): ReadonlySet<string> | null {
  return place === null ? null : new Set(entries(place).map(([key]) => key));
}

function nameOf(cause: Sheet): string | null {
  return textOf(child(rootOf(cause), 'name'));
}

function causeNames(sheet: Sheet): (readonly [string, string])[] {
  const id = idOf(sheet.path);
  const name = nameOf(sheet);
  return name === null
    ? [[id, id]]
    : [
        [id, id],
        [name, id],
      ];
}

function slotNames(root: Place | null): ReadonlyMap<string, SlotName> | null {
  return root === null ? null : new Map(entries(root).map(([name, slot]) => [name, slotName(name, slot)]));
}

function slotName(name: string, slot: Place): SlotName {
  return {
    id: textOf(child(slot, 'id')) ?? name,
    role: textOf(child(slot, 'role')),
    asked: child(slot, 'question').value !== undefined,
    options: optionNames(slot),
  };
}

function optionNames(slot: Place): ReadonlyMap<string, string> | null {
  const options = child(slot, 'options');
  const none = child(slot, 'kind').value === 'time' || child(slot, 'kind').value === 'code';
  if (!none && !isMapping(options.value)) return null;
  return new Map(entries(options).map(([option, place]) => [option, textOf(child(place, 'id')) ?? option]));
}

/** Seed items, references, and what they are parts of: S3 for S3-07, B8 for B8-08. */
function sourceIds(root: Place | null): ReadonlySet<string> | null {
  if (root === null) return null;
  const ids = ['seeds', 'references'].flatMap((part) => entries(child(root, part)).map(([id]) => id));
  return new Set(ids.flatMap((id) => [id, id.split('-', 1)[0] ?? id]));
}

/** The texts of a list, or the one text that stands for a list of one. */
export function textsOf(place: Place): readonly string[] {
  return items(place).flatMap((item) => textOf(item) ?? []);
}
