import { type Fault, faultAtOffset } from './fault.ts';
import { type FileKind, kindOf, REQUIRED_FILES } from './file-kinds.ts';
import { nearest } from './nearest.ts';
import { parseArticle } from './parse-article.ts';
import { parseSheet } from './parse-sheet.ts';
import type { Files } from './read-files.ts';
import { shapeFaults } from './shape.ts';
import type { Sheet } from './sheet.ts';

/** All files that are content, as far as they can be read, and what is wrong with their form. */
export interface Form {
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly faults: readonly Fault[];
}

/** Reads every file by its kind and compares it with the schema. One broken file hides nothing in the others. */
export function readForm(files: Files): Form {
  const sheets = new Map<string, Sheet>();
  const faults = [...missingFiles(files)];
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kind = kindOf(path);
    if (kind === null) {
      faults.push(strange(path, text));
      continue;
    }
    const { sheet, faults: own } = kind === 'article' ? parseArticle(path, text) : parseSheet(path, text);
    // Where a name is given twice, nobody can say which of the two the others mean.
    const repeats = kind === 'slots' && own.some(({ code }) => code === 'DZ003');
    sheets.set(path, repeats ? { ...sheet, value: undefined } : sheet);
    faults.push(...formFaults(kind, sheet, own));
  }
  return { sheets, faults };
}

function missingFiles(files: Files): readonly Fault[] {
  const missing = REQUIRED_FILES.filter((path) => !files.has(path));
  return missing.map((path) =>
    faultAtOffset({ path, text: '' }, 0, { code: 'DZ011', message: '缺少这个文件' }),
  );
}

function strange(path: string, text: string): Fault {
  const name = path.replace(/\.yml$/, '.yaml');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = REQUIRED_FILES.filter((file) => file.startsWith(folder)).map((file) =>
    file.slice(folder.length),
  );
  const near = kindOf(name) === null ? nearest(path.slice(folder.length), beside) : name;
  const message =
    '不认识的文件：文件名用小写英文字母，dialogs/ 里是 .yaml，文章是 .md，放假安排是“年份.yaml”';
  return faultAtOffset({ path, text }, 0, { code: 'DZ019', message, suggestion: near });
}

/** A sign typed in full width breaks the grammar in ways that read oddly, so where there is one, only that is told. */
function formFaults(kind: FileKind, sheet: Sheet, syntax: readonly Fault[]): readonly Fault[] {
  const faults = [...syntax, ...shapeFaults(kind, sheet)];
  if (faults.length === 0) return [];
  const lines = new Set(faults.map((fault) => fault.line));
  const signs = fullWidthSigns(sheet).filter((fault) => isNear(lines, fault.line));
  return signs.length === 0 ? faults : signs;
}

// The parser notices a missing key at the line itself, at its parent above or at the line that follows.
function isNear(lines: ReadonlySet<number>, line: number): boolean {
  return [...lines].some((other) => Math.abs(other - line) <= 3);
}

const FULL_WIDTH_COLON = /^[ ]*(?:- )?[A-Za-z]+(\uff1a)/gm;
const NO_BLANK = /^[ ]*(?:- )?[a-z]+(:)(?=\p{Script=Han})/gmu;

function fullWidthSigns(sheet: Sheet): readonly Fault[] {
  const colons = [...sheet.text.matchAll(FULL_WIDTH_COLON)].map((match) =>
    at(sheet, match, '这里的冒号是全角的，要用半角“: ”（后面空一格）'),
  );
  const tight = [...sheet.text.matchAll(NO_BLANK)].map((match) => at(sheet, match, '冒号后面要空一格'));
  return [...colons, ...tight];
}

function at(sheet: Sheet, match: RegExpExecArray, message: string): Fault {
  const offset = match.index + match[0].length - 1;
  return faultAtOffset(sheet, offset, { code: 'DZ010', message });
}
