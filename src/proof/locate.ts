import { positionAt, type Told } from '../content/fault.ts';
import { child, descend, rootOf, type Sheet, spotOf, textOf } from '../content/sheet.ts';
import type { Finding } from './finding.ts';
import { FINDING_WARNINGS } from './finding-codes.ts';

/** A finding with its place in the file, ready to be printed. */
export interface Located extends Told {
  readonly severity: 'error' | 'warning';
  /** the shortest talk that shows it, line by line */
  readonly talk: readonly string[];
}

/** The findings at their places. Where tree and evidence differ and the step says why (`note:`), that is no finding;
 * `noted` counts those. */
export function locate(
  findings: readonly Finding[],
  sheets: ReadonlyMap<string, Sheet>,
): { readonly located: readonly Located[]; readonly noted: number } {
  const open = findings.filter((finding) => !isNoted(finding, sheets));
  return { located: open.map((finding) => at(finding, sheets)), noted: findings.length - open.length };
}

function isNoted({ code, where }: Finding, sheets: ReadonlyMap<string, Sheet>): boolean {
  const sheet = sheets.get(where.file);
  if (code !== 'DZ111' || sheet === undefined) return false;
  return textOf(child(descend(rootOf(sheet), where.path), 'note')) !== null;
}

function at({ code, where, message, talk, states }: Finding, sheets: ReadonlyMap<string, Sheet>): Located {
  const sheet = sheets.get(where.file);
  const place = sheet === undefined ? undefined : descend(rootOf(sheet), where.path);
  const offset = place === undefined ? 0 : spotOf(place, {});
  const severity = FINDING_WARNINGS.has(code) ? 'warning' : 'error';
  const more = states > 1 ? `（共 ${states} 种情形）` : '';
  return {
    ...positionAt(sheet ?? { path: where.file, text: '' }, offset),
    code,
    severity,
    message: `${message}${more}`,
    suggestion: null,
    talk,
  };
}
