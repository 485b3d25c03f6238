import { checkPattern } from './check-patterns.ts';
import {
  causeId,
  checkCondition,
  checkContact,
  checkOption,
  checkSlot,
  checkSources,
} from './check-references.ts';
import { idOf } from './file-kinds.ts';
import { filesOf, type Inspection, unreadableIn } from './inspection.ts';
import { child, entries, items, type Place, textOf } from './sheet.ts';

/** Checks the root causes, and that some tree can reach each of them. */
export function checkCauses(inspection: Inspection): void {
  const names = new Map<string, string>();
  const reached = concluded(inspection);
  for (const cause of filesOf(inspection, 'cause')) {
    checkEvidence(inspection, child(cause, 'evidence'));
    checkAdvice(inspection, cause);
    for (const other of items(child(cause, 'instead'))) {
      checkCondition(inspection, child(other, 'when'));
      checkAdvice(inspection, other);
    }
    checkSources(inspection, child(cause, 'sources'));
    checkName(inspection, child(cause, 'name'), names);
    if (reached?.has(idOf(cause.sheet.path)) === false) {
      const message = '没有一棵树得出这个根因：它只会排在别的根因后面';
      inspection.tell(child(cause, 'name'), { code: 'DZ051', message });
    }
  }
}

function checkAdvice(inspection: Inspection, advice: Place): void {
  for (const list of ['steps', 'warnings', 'contacts']) {
    for (const item of items(child(advice, list))) checkCondition(inspection, child(item, 'when'));
  }
  for (const contact of items(child(advice, 'contacts'))) checkContact(inspection, child(contact, 'who'));
}

/** The ids of the causes that some tree concludes; null where not every conclusion can be read. */
function concluded(inspection: Inspection): ReadonlySet<string | undefined> | null {
  if (unreadableIn(inspection, 'dialogs/')) return null;
  const steps = filesOf(inspection, 'dialog').flatMap((tree) => items(child(tree, 'steps')));
  const ends = steps.filter((step) =>
    ['ask', 'confirm', 'narrow'].every((field) => child(step, field).value === undefined),
  );
  const ids = new Set(ends.map((step) => causeId(inspection, textOf(child(step, 'conclude')) ?? '')));
  return ids.has(undefined) ? null : ids;
}

function checkEvidence(inspection: Inspection, evidence: Place): void {
  for (const [name, values] of entries(evidence)) {
    const slot = checkSlot(inspection, values, name, { key: true });
    if (slot === undefined) continue;
    if (slot.options?.size === 0) {
      inspection.tell(values, { code: 'DZ029', message: `“${name}”没有选项，不能作证据` }, { key: true });
      continue;
    }
    for (const [, value] of entries(values)) checkOption(inspection, value, [name, slot], { key: true });
  }
}

function checkName(inspection: Inspection, place: Place, names: Map<string, string>): void {
  const name = textOf(place);
  if (name === null) return;
  const other = names.get(name);
  if (other !== undefined) {
    inspection.tell(place, { code: 'DZ054', message: `“${name}”这个根因名 ${other} 已经用了` });
  }
  names.set(name, place.sheet.path);
}

/** Checks the contacts, response codes, payout messages and articles. */
export function checkTables(inspection: Inspection): void {
  for (const root of filesOf(inspection, 'contacts')) {
    for (const [, contact] of entries(root)) {
      const narrowed = child(contact, 'narrowedBy');
      checkSlot(inspection, narrowed, textOf(narrowed));
    }
  }
  for (const root of filesOf(inspection, 'codes')) {
    for (const [, code] of entries(root)) checkSources(inspection, child(code, 'sources'));
  }
  for (const message of filesOf(inspection, 'payout').flatMap(items)) {
    const match = child(message, 'match');
    const source = textOf(match);
    if (source !== null) checkPattern(inspection, match, source);
    checkCondition(inspection, child(message, 'facts'));
    checkSources(inspection, child(message, 'sources'));
  }
  for (const article of filesOf(inspection, 'article')) checkSources(inspection, child(article, 'sources'));
}
