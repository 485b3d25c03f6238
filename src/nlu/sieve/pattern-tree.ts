/** A regular expression as far as it tells which characters a match must hold. */
export type PatternTree =
  /** one of these UTF-16 units; null: of too many, or of units that are not looked into */
  | { readonly type: 'unit'; readonly units: string | null }
  | { readonly type: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly type: 'choice'; readonly parts: readonly PatternTree[] }
  | { readonly type: 'repeat'; readonly part: PatternTree; readonly least: number; readonly most: number }
  /** takes no room itself; `near`: what has to stand beside it, or null */
  | { readonly type: 'edge'; readonly near: PatternTree | null };

/** A class of more units than this says nothing. */
const MOST_UNITS = 40;
const OPENINGS = /^\((?:\?(?:<?[=!]|:|<[^>]+>))?/;
const COUNTS = /^\{(\d+)(,?)(\d*)\}/;
const CLASS = /^\[(\^?)((?:\\[\s\S]|[^\]\\])*)\]/;
const CODED = /^\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i;
const EDGES = new Set(['^', '$', '\\b', '\\B']);
const EDGE: PatternTree = { type: 'edge', near: null };
const ANY: PatternTree = { type: 'unit', units: null };
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** Where in a source the reading stands. */
interface Cursor {
  readonly source: string;
  at: number;
}

/** Reads the source of a pattern without flags other than g; null where it holds what is not looked into: references to
 * groups, or symbols of two units. */
export function patternTree(source: string): PatternTree | null {
  if (/\\[0-9kc]|[\0\ud800-\udfff]/.test(source)) return null;
  const cursor: Cursor = { source, at: 0 };
  const tree = choice(cursor);
  return cursor.at === source.length ? tree : null;
}

function choice(cursor: Cursor): PatternTree {
  const parts = [sequence(cursor)];
  while (cursor.source[cursor.at] === '|') {
    cursor.at += 1;
    parts.push(sequence(cursor));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: 'choice', parts };
}

function sequence(cursor: Cursor): PatternTree {
  const parts: PatternTree[] = [];
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source.charAt(cursor.at))) {
    parts.push(repeated(cursor, atom(cursor)));
  }
  return { type: 'sequence', parts };
}

function atom(cursor: Cursor): PatternTree {
  const rest = cursor.source.slice(cursor.at, cursor.at + 2);
  if (rest.startsWith('(')) return group(cursor);
  if (rest.startsWith('[')) return unitClass(cursor);
  const edge = [rest.charAt(0), rest].find((one) => EDGES.has(one));
  if (edge !== undefined) {
    cursor.at += edge.length;
    return EDGE;
  }
  const { units, length } = unitAt(cursor.source, cursor.at);
  cursor.at += length;
  return rest.startsWith('.') ? ANY : { type: 'unit', units };
}

function group(cursor: Cursor): PatternTree {
  const [opening = '('] = OPENINGS.exec(cursor.source.slice(cursor.at)) ?? [];
  cursor.at += opening.length;
  const inside = choice(cursor);
  cursor.at += 1;
  if (opening.endsWith('!')) return EDGE;
  return opening.endsWith('=') ? { type: 'edge', near: inside } : inside;
}

function unitClass(cursor: Cursor): PatternTree {
  const [whole = '[', not = '', body = ''] = CLASS.exec(cursor.source.slice(cursor.at)) ?? [];
  cursor.at += whole.length;
  return not === '' ? { type: 'unit', units: unitsOf(body) } : ANY;
}

/** The units of the body of a class, or null where they are too many. */
function unitsOf(body: string): string | null {
  let all = '';
  for (let at = 0; at < body.length; ) {
    const first = unitAt(body, at);
    const ranges = body[at + first.length] === '-' && at + first.length + 1 < body.length;
    const last = ranges ? unitAt(body, at + first.length + 1) : null;
    const units = last === null ? first.units : between(first.units, last.units);
    if (units === null) return null;
    all += units;
    at += first.length + (last === null ? 0 : 1 + last.length);
  }
  return all.length > MOST_UNITS ? null : all;
}

/** The units from one to another, or null where they are too many or one of them is no unit. */
function between(from: string | null, to: string | null): string | null {
  if (from?.length !== 1 || to?.length !== 1) return null;
  const first = from.charCodeAt(0);
  const count = to.charCodeAt(0) - first + 1;
  if (count > MOST_UNITS) return null;
  return Array.from({ length: Math.max(0, count) }, (_, i) => String.fromCharCode(first + i)).join('');
}

/** What stands for one unit at a place: itself, or an escape. */
function unitAt(source: string, at: number): { readonly units: string | null; readonly length: number } {
  if (source[at] !== '\\') return { units: source.charAt(at), length: 1 };
  const coded = CODED.exec(source.slice(at, at + 6));
  if (coded !== null) {
    const unit = Number.parseInt(coded[1] ?? coded[2] ?? '', 16);
    return { units: unit === 0 ? null : String.fromCharCode(unit), length: coded[0].length };
  }
  const escaped = source.charAt(at + 1);
  if (escaped === 'd') return { units: '0123456789', length: 2 };
  const unit = CONTROLS[escaped] ?? (/[a-z]/i.test(escaped) ? null : escaped);
  return { units: unit, length: 2 };
}

function repeated(cursor: Cursor, part: PatternTree): PatternTree {
  const [least, most, length] = countsAt(cursor);
  cursor.at += length;
  if (length === 0) return part;
  if (cursor.source[cursor.at] === '?') cursor.at += 1;
  return { type: 'repeat', part, least, most };
}

function countsAt({ source, at }: Cursor): readonly [least: number, most: number, length: number] {
  const sign = source.charAt(at);
  if (sign === '?') return [0, 1, 1];
  if (sign === '*') return [0, Number.POSITIVE_INFINITY, 1];
  if (sign === '+') return [1, Number.POSITIVE_INFINITY, 1];
  const counts = COUNTS.exec(source.slice(at, at + 12));
  if (counts === null) return [1, 1, 0];
  const least = Number(counts[1]);
  const open = counts[3] === '' ? Number.POSITIVE_INFINITY : Number(counts[3]);
  return [least, counts[2] === '' ? least : open, counts[0].length];
}
