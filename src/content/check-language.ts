import { checkPhrases } from './check-patterns.ts';
import { checkIssue } from './check-references.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { isIssue, otherIntent } from './intent-key.ts';
import { slotOfRole, textsOf } from './names.ts';
import { nearest } from './nearest.ts';
import { child, entries, items, type Place, textOf } from './sheet.ts';

/** Fewer examples than this teach a classifier nothing. */
const FEWEST_EXAMPLES = 5;

/** Checks knowledge/vocabulary.yaml. */
export function checkVocabulary(inspection: Inspection): void {
  for (const root of filesOf(inspection, 'vocabulary')) {
    for (const [, list] of entries(child(root, 'lists'))) checkPhrases(inspection, list);
  }
}

/** Checks knowledge/intents.yaml: known keys, enough examples, none under two keys. */
export function checkIntents(inspection: Inspection): void {
  const root = filesOf(inspection, 'intents')[0];
  if (root === undefined) return;
  const owners = new Map<string, string>();
  for (const [intent, list] of entries(root)) {
    checkIntent(inspection, intent, list);
    for (const item of items(list)) checkExample(inspection, item, [intent, owners]);
  }
  checkEveryIssue(inspection, root);
}

// An issue spelt in a way that does not exist is told already, and may be the one that seems to be missing.
function checkEveryIssue(inspection: Inspection, root: Place): void {
  const issues = slotOfRole(inspection.names, 'issue')?.[1].options;
  const misspelt = entries(root).some(([intent]) => isIssue(intent) && issues?.has(intent) === false);
  if (issues === null || issues === undefined || misspelt) return;
  for (const name of issues.keys()) {
    if (child(root, name).value !== undefined) continue;
    inspection.tell(root, { code: 'DZ066', message: `问题类型“${name}”还没有例句` });
  }
}

function checkIntent(inspection: Inspection, intent: string, list: Place): void {
  const other = otherIntent(intent);
  if (other?.kind === 'article' && other.id !== null) checkArticleKey(inspection, list, other.id);
  else if (other === null && /[:\uff1a]/.test(intent)) checkKey(inspection, intent, list);
  else if (other === null) checkIssue(inspection, list, intent, { key: true });
  const count = textsOf(list).length;
  if (count >= FEWEST_EXAMPLES || !Array.isArray(list.value)) return;
  const message = `“${intent}”只有 ${count} 个例句，至少要 ${FEWEST_EXAMPLES} 个`;
  inspection.tell(list, { code: 'DZ065', message }, { key: true });
}

function checkArticleKey(inspection: Inspection, list: Place, id: string): void {
  const { articles } = inspection.names;
  if (articles.has(id)) return;
  inspection.tell(
    list,
    { code: 'DZ016', message: `没有“${id}”这篇文章`, suggestion: nearest(id, articles) },
    { key: true },
  );
}

function checkKey(inspection: Inspection, intent: string, list: Place): void {
  const message = `意图的键“${intent}”要写成问题类型的选项名，或 article:文章id、outside:话题id（小写字母、数字、下划线）`;
  inspection.tell(list, { code: 'DZ064', message }, { key: true });
}

function checkExample(
  inspection: Inspection,
  item: Place,
  [intent, owners]: readonly [string, Map<string, string>],
): void {
  const example = textOf(item)?.trim();
  if (example === undefined) return;
  const owner = owners.get(example);
  if (owner !== undefined) {
    const where = owner === intent ? '上面已经有了' : `“${owner}”里也有，机器分不清`;
    inspection.tell(item, { code: 'DZ067', message: `例句“${example}”${where}` });
  }
  owners.set(example, owner ?? intent);
}

/** Checks that dialogs/replies.yaml has every sentence that the engine says. */
export function checkReplies(inspection: Inspection, required: Iterable<string>): void {
  const root = filesOf(inspection, 'replies')[0];
  if (root === undefined) return;
  for (const id of required) {
    if (child(root, id).value !== undefined) continue;
    inspection.tell(root, { code: 'DZ063', message: `缺少固定用语“${id}”` });
  }
}
