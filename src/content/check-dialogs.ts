import { checkCause, checkCondition, checkIssue, checkSlot, checkSources } from './check-references.ts';
import { FIRST } from './file-kinds.ts';
import { filesOf, type Inspection, unreadableIn } from './inspection.ts';
import { slotOfRole } from './names.ts';
import { child, entries, items, type Place, textOf } from './sheet.ts';

/** Checks every tree on its own, and that every issue kind has exactly one general tree. */
export function checkDialogs(inspection: Inspection): void {
  const trees = filesOf(inspection, 'dialog');
  for (const tree of trees) checkTree(inspection, tree);
  const taken = new Map<string, string>();
  const claims = trees
    .filter(({ sheet }) => sheet.path !== FIRST)
    .map((tree) => claim(inspection, tree, taken));
  // A tree whose issue is in doubt may be the very one that seems to be missing.
  if (claims.includes(false) || unreadableIn(inspection, 'dialogs/')) return;
  const issue = slotOfRole(inspection.names, 'issue');
  const slots = filesOf(inspection, 'slots')[0];
  if (issue === undefined || slots === undefined) return;
  for (const [name, place] of entries(child(child(slots, issue[0]), 'options'))) {
    if (taken.has(name)) continue;
    const message = `问题类型“${name}”还没有树：dialogs/ 里要有一个文件写 issue: ${name}`;
    inspection.tell(place, { code: 'DZ021', message }, { key: true });
  }
}

/** Notes which issue a tree is for; false where that is in doubt. */
function claim(inspection: Inspection, tree: Place, taken: Map<string, string>): boolean {
  const place = child(tree, 'issue');
  const issue = textOf(place);
  if (issue === null) {
    inspection.tell(tree, { code: 'DZ006', message: '缺少字段“issue”' });
    return false;
  }
  const known = checkIssue(inspection, place, issue) !== undefined;
  if (!isUnconditional(tree)) return known;
  const other = taken.get(issue);
  if (other === undefined) {
    taken.set(issue, tree.sheet.path);
    return known;
  }
  const message = `“${issue}”已经有树了（${other}）；特殊情形的树要写 when`;
  inspection.tell(place, { code: 'DZ020', message });
  return false;
}

function isUnconditional(place: Place): boolean {
  return entries(child(place, 'when')).length === 0;
}

function checkTree(inspection: Inspection, tree: Place): void {
  checkCondition(inspection, child(tree, 'when'));
  checkSources(inspection, child(tree, 'source'));
  const steps = items(child(tree, 'steps'));
  for (const step of steps) checkStep(inspection, step);
  checkEnd(inspection, tree, steps);
  checkRepeats(inspection, steps, 'conclude');
  checkRepeats(inspection, steps, 'ask');
  checkRepeats(inspection, steps, 'confirm');
}

function checkStep(inspection: Inspection, step: Place): void {
  checkCondition(inspection, child(step, 'when'));
  checkCause(inspection, child(step, 'conclude'));
  for (const place of [child(step, 'ask'), child(step, 'confirm'), ...items(child(step, 'narrow'))]) {
    const name = textOf(place);
    const slot = checkSlot(inspection, place, name);
    if (slot === undefined || slot.asked) continue;
    const message = `“${name}”没有问句，不能问：请在 dialogs/slots.yaml 里给它写 question 和 why`;
    inspection.tell(place, { code: 'DZ025', message });
  }
}

function checkEnd(inspection: Inspection, tree: Place, steps: readonly Place[]): void {
  const ends = steps.findIndex(
    (step) => child(step, 'conclude').value !== undefined && isUnconditional(step),
  );
  const first = tree.sheet.path === FIRST;
  const end = steps[ends];
  if (first && end !== undefined) {
    const message = '这个结论没有条件，每一场对话都会停在这里：first.yaml 的结论都要写 when';
    inspection.tell(child(end, 'conclude'), { code: 'DZ027', message }, { key: true });
  } else if (end !== undefined && ends < steps.length - 1) {
    const next = steps[ends + 1];
    const line = `上面有一个不带条件的结论，从这里往下 ${steps.length - 1 - ends} 步永远走不到`;
    if (next !== undefined) inspection.tell(next, { code: 'DZ023', message: line });
  }
  const last = steps.at(-1);
  if (first || end !== undefined || last === undefined) return;
  inspection.tell(last, { code: 'DZ022', message: '最后一步要是不带条件的结论，否则有的情形没有答案' });
}

/** The same step under the same condition, or an ask after the same unconditional ask, does nothing. */
function checkRepeats(
  inspection: Inspection,
  steps: readonly Place[],
  field: 'ask' | 'confirm' | 'conclude',
): void {
  const seen = new Set<string>();
  for (const step of steps) {
    const place = child(step, field);
    const name = textOf(place);
    if (name === null) continue;
    const key = `${name} ${conditionKey(step)}`;
    if (seen.has(key) || (field !== 'conclude' && seen.has(`${name} []`))) {
      inspection.tell(
        place,
        field !== 'conclude'
          ? { code: 'DZ026', message: `“${name}”上面已经问过，这一步永远不会问` }
          : { code: 'DZ024', message: `结论“${name}”在同样的条件下上面已经写过` },
      );
    }
    seen.add(key);
  }
}

function conditionKey(step: Place): string {
  const parts = entries(child(step, 'when')).map(([slot, values]) => [
    slot,
    ...items(values)
      .map((one) => String(one.value))
      .sort(),
  ]);
  return JSON.stringify(parts.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}
