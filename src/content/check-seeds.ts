import { checkArticles, checkCause } from './check-references.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { child, entries, items, type Place } from './sheet.ts';

/** Checks knowledge/sources.yaml: every seed item is registered and covered by something. */
export function checkSeeds(inspection: Inspection): void {
  const root = filesOf(inspection, 'sources')[0];
  if (root === undefined) return;
  const seeds = child(root, 'seeds');
  for (const [id, seed] of entries(seeds)) {
    for (const cause of items(child(seed, 'causes'))) checkCause(inspection, cause);
    checkArticles(inspection, child(seed, 'articles'));
    checkCovered(inspection, id, seed);
  }
  for (const [text, count] of Object.entries(SEED_ITEMS)) {
    const expected = Array.from(
      { length: count },
      (_, index) => `${text}-${String(index + 1).padStart(2, '0')}`,
    );
    const missing = expected.filter((id) => child(seeds, id).value === undefined);
    if (missing.length === 0) continue;
    const message = `种子条目没有登记：${missing.slice(0, 8).join('、')}${missing.length > 8 ? ` 等 ${missing.length} 条` : ''}`;
    inspection.tell(seeds, { code: 'DZ060', message }, { key: true });
  }
}

/** How many items each seed text has. */
const SEED_ITEMS: Readonly<Record<string, number>> = { S0: 49, S1: 48, S2: 25, S3: 36, S4: 25 };

function checkCovered(inspection: Inspection, id: string, seed: Place): void {
  const [text = '', number] = id.split('-');
  const count = SEED_ITEMS[text];
  if (count !== undefined && Number(number) > count) {
    inspection.tell(
      seed,
      { code: 'DZ062', message: `没有“${id}”这个种子条目：${text} 只有 ${count} 条` },
      { key: true },
    );
    return;
  }
  const covered = ['causes', 'articles', 'refused'].some((field) => items(child(seed, field)).length > 0);
  if (covered) return;
  const message = `“${id}”没有着落：要写 causes、articles 或 refused（为什么不用）`;
  inspection.tell(seed, { code: 'DZ061', message }, { key: true });
}
