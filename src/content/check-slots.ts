import { checkCircles } from './check-circles.ts';
import { checkPhrases } from './check-patterns.ts';
import { checkCondition, checkContact, checkOption, checkSlot } from './check-references.ts';
import { DERIVED_RULES } from './derived-rules.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { UNKNOWN_NAME } from './names.ts';
import { nearest } from './nearest.ts';
import { child, entries, items, type Place, textOf } from './sheet.ts';

/** What the engine itself has to know; each role belongs to exactly one slot. */
export const ROLES = ['issue', 'saleTime', 'settlementMode', 'brand', 'user'] as const;

/** Checks dialogs/slots.yaml beyond its shape. */
export function checkSlots(inspection: Inspection): void {
  const root = filesOf(inspection, 'slots')[0];
  if (root === undefined) return;
  const slots = entries(root);
  for (const [name, slot] of slots) checkOneSlot(inspection, name, slot);
  checkUnique(inspection, slots, { code: 'DZ030', what: '问题项' });
  checkRoles(inspection, root);
  checkCircles(inspection, slots);
}

function checkOneSlot(inspection: Inspection, name: string, slot: Place): void {
  if (name === UNKNOWN_NAME) reserved(inspection, slot, name);
  const question = child(slot, 'question');
  if (question.value !== undefined && child(slot, 'why').value === undefined) {
    inspection.tell(
      question,
      { code: 'DZ032', message: `“${name}”有问句，但没有写 why（为什么问）` },
      { key: true },
    );
  }
  checkKind(inspection, name, slot);
  checkDerived(inspection, child(slot, 'derived'));
  for (const other of items(child(slot, 'hides'))) checkSlot(inspection, other, textOf(other));
  checkPhrases(inspection, child(slot, 'dontKnow'));
  checkImplied(inspection, child(slot, 'implies'));
  checkBands(inspection, slot);
  checkCompared(inspection, name, slot);
  const options = entries(child(slot, 'options'));
  checkUnique(inspection, options, { code: 'DZ031', what: `“${name}”的选项` });
  for (const [option, place] of options) {
    checkOneOption(inspection, option, place);
    checkOwn(inspection, name, items(child(place, 'refines')));
  }
}

function checkCompared(inspection: Inspection, name: string, slot: Place): void {
  const compares = child(slot, 'compares');
  checkPhrases(inspection, child(compares, 'deed'));
  checkOwn(inspection, name, [child(compares, 'before'), child(compares, 'after')]);
}

/** Names of options of the same slot. */
function checkOwn(inspection: Inspection, name: string, options: readonly Place[]): void {
  const own = inspection.names.slots?.get(name);
  if (own === undefined) return;
  for (const option of options) checkOption(inspection, option, [name, own]);
}

function checkOneOption(inspection: Inspection, name: string, option: Place): void {
  if (name === UNKNOWN_NAME) reserved(inspection, option, name);
  for (const field of ['says', 'answers', 'unless']) checkPhrases(inspection, child(option, field));
  checkContact(inspection, child(option, 'contact'));
  checkImplied(inspection, child(option, 'implies'));
  checkCondition(inspection, child(option, 'denies'));
}

function checkImplied(inspection: Inspection, implies: Place): void {
  for (const [other, implied] of entries(implies)) {
    const target = checkSlot(inspection, implied, other, { key: true });
    if (target !== undefined) checkOption(inspection, implied, [other, target]);
  }
}

function reserved(inspection: Inspection, place: Place, name: string): void {
  inspection.tell(
    place,
    { code: 'DZ039', message: `“${name}”是保留的名字，每个问题都自带，不用写` },
    { key: true },
  );
}

function checkKind(inspection: Inspection, name: string, slot: Place): void {
  const kind = textOf(child(slot, 'kind')) ?? 'choice';
  const options = child(slot, 'options');
  const has = entries(options).length > 0;
  if (kind !== 'time' && kind !== 'code' && !has) {
    inspection.tell(slot, { code: 'DZ037', message: `“${name}”没有 options：选择题要有选项` }, { key: true });
  }
  if ((kind === 'time' || kind === 'code') && has) {
    inspection.tell(
      options,
      { code: 'DZ037', message: `“${name}”的种类是 ${kind}，不能有 options` },
      { key: true },
    );
  }
}

/** Bands of money or days go upwards, and the last has no end. */
function checkBands(inspection: Inspection, slot: Place): void {
  const kind = child(slot, 'kind').value;
  if (kind !== 'amount' && kind !== 'age') return;
  const options = entries(child(slot, 'options'));
  let below = 0;
  for (const [index, [name, option]] of options.entries()) {
    const { value } = child(option, 'upTo');
    const last = index === options.length - 1;
    if (last ? value === undefined : typeof value === 'number' && value > below) {
      below = Number(value);
      continue;
    }
    const rule = last ? '最后一档不写 upTo，没有上限' : `要写 upTo，而且比上一档的 ${below} 大`;
    inspection.tell(option, { code: 'DZ070', message: `“${name}”这一档${rule}` }, { key: true });
  }
}

function checkDerived(inspection: Inspection, derived: Place): void {
  const place = child(derived, 'rule');
  const rule = textOf(place);
  if (rule === null) return;
  const inputs = DERIVED_RULES[rule];
  if (inputs === undefined) {
    const suggestion = nearest(rule, Object.keys(DERIVED_RULES));
    inspection.tell(place, { code: 'DZ035', message: `没有“${rule}”这种推导规则`, suggestion });
    return;
  }
  const from = child(derived, 'from');
  for (const [input, slot] of entries(from)) {
    if (inputs.includes(input)) checkSlot(inspection, slot, textOf(slot));
    else inspection.tell(slot, { code: 'DZ035', message: `规则“${rule}”不用“${input}”` }, { key: true });
  }
  for (const input of inputs) {
    if (child(from, input).value !== undefined) continue;
    inspection.tell(
      from,
      { code: 'DZ035', message: `规则“${rule}”还要写 from 里的“${input}”` },
      { key: true },
    );
  }
}

function checkUnique(
  inspection: Inspection,
  named: readonly (readonly [string, Place])[],
  { code, what }: { code: 'DZ030' | 'DZ031'; what: string },
): void {
  const owners = new Map<string, string>();
  for (const [name, place] of named) {
    const id = textOf(child(place, 'id'));
    if (id === null) continue;
    const owner = owners.get(id);
    if (owner !== undefined) {
      inspection.tell(child(place, 'id'), { code, message: `${what}“${name}”和“${owner}”的 id 都是“${id}”` });
    }
    owners.set(id, owner ?? name);
  }
}

function checkRoles(inspection: Inspection, root: Place): void {
  for (const role of ROLES) {
    const holders = entries(root).filter(([, slot]) => child(slot, 'role').value === role);
    if (holders.length === 0) {
      inspection.tell(root, { code: 'DZ036', message: `没有一个问题项写着 role: ${role}` });
    }
    for (const [name, slot] of holders.slice(1)) {
      const message = `“${holders[0]?.[0]}”和“${name}”都写了 role: ${role}，只能有一个`;
      inspection.tell(child(slot, 'role'), { code: 'DZ036', message });
    }
  }
}
