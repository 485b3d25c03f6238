import { type FaultCode, WARNINGS } from './fault-codes.ts';
import { type Place, type Spot, spotOf } from './sheet.ts';

/** One mistake of an author. `line` and `column` count characters from 1; `source` is that line of the file. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: FaultCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** what was probably meant, or null */
  readonly suggestion: string | null;
  readonly source: string;
}

/** What is wrong, before it has a place. */
export interface Complaint {
  readonly code: FaultCode;
  readonly message: string;
  readonly suggestion?: string | null;
}

/** A fault at a place of a file; `spot` points at the key or at words within the value instead of the value. */
export function faultAt(place: Place, complaint: Complaint, spot: Spot = {}): Fault {
  return faultAtOffset(place.sheet, spotOf(place, spot), complaint);
}

/** A fault at an offset of a file's text. */
export function faultAtOffset(
  file: { readonly path: string; readonly text: string },
  offset: number,
  { code, message, suggestion = null }: Complaint,
): Fault {
  const severity = WARNINGS.has(code) ? 'warning' : 'error';
  return { ...positionAt(file, offset), code, severity, message, suggestion };
}

/** Line and column, counted in characters from 1, of an offset, and the text of that line. */
export function positionAt(
  file: { readonly path: string; readonly text: string },
  offset: number,
): Pick<Fault, 'file' | 'line' | 'column' | 'source'> {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const end = file.text.indexOf('\n', offset);
  return {
    file: file.path,
    line: file.text.slice(0, start).split('\n').length,
    column: [...file.text.slice(start, offset)].length + 1,
    source: file.text.slice(start, end === -1 ? undefined : end),
  };
}

/** What is printed of a fault; other checks have codes of their own. */
export type Told = Omit<Fault, 'code' | 'severity'> & { readonly code: string };

/** `file:line:column CODE message`, the line, and a caret under the place. */
export function formatFault(fault: Told): string {
  const hint = fault.suggestion === null ? '' : `，是不是“${fault.suggestion}”？`;
  const head = `${fault.file}:${fault.line}:${fault.column} ${fault.code} ${fault.message}${hint}`;
  if (fault.source.trim() === '') return head;
  return `${head}\n  ${fault.source}\n  ${underline(fault.source, fault.column)}^`;
}

// A full-width space is as wide as a Chinese character, so the caret stands right in a terminal.
function underline(source: string, column: number): string {
  const before = [...source].slice(0, column - 1);
  return before.map((char) => (char === '\t' ? '\t' : isWide(char) ? '\u3000' : ' ')).join('');
}

function isWide(char: string): boolean {
  return /[\p{Script=Han}\u2e80-\u33ff\uff01-\uff60“”‘’…—]/u.test(char);
}

/** Order for reading: by file, then from top to bottom. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      a.code.localeCompare(b.code),
  );
}

/** Of the same complaint several times in one file, the first, with the number of the others. */
export function mergeFaults(faults: readonly Fault[]): readonly Fault[] {
  const counts = new Map<string, number>();
  for (const fault of faults) counts.set(sameness(fault), (counts.get(sameness(fault)) ?? 0) + 1);
  const seen = new Set<string>();
  return faults.flatMap((fault) => {
    const others = (counts.get(sameness(fault)) ?? 1) - 1;
    if (seen.has(sameness(fault))) return [];
    seen.add(sameness(fault));
    return others === 0
      ? [fault]
      : [{ ...fault, message: `${fault.message}（这个文件里还有 ${others} 处）` }];
  });
}

function sameness({ file, code, message }: Fault): string {
  return `${file}\0${code}\0${message}`;
}
