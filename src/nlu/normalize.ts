import simplified from 'opencc-js/dict/TSCharacters';
import type { Vocabulary } from '../content/content.ts';

/** A text as everything in nlu/ reads it: simplified, half-width, lower case, one spelling. */
export interface Normal {
  readonly text: string;
  /** offset in `text` → offset in the original (UTF-16); one more entry than `text` has units: the end */
  readonly map: readonly number[];
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Rules = ReadonlyMap<string, readonly (readonly [string, string])[]>;

const toSimplified = new Map<string, string>(
  simplified.split('|').map((pair) => {
    const [from = '', to = from] = pair.split(' ');
    return [from, to];
  }),
);
const compiled = new WeakMap<Vocabulary, Rules>();

const invisible = /[\p{Cf}\p{Mn}\p{Me}]/u;
const blank = /[\s\p{Cc}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Co}\p{Cs}]/u;
const repeatable = /[\s!?.,;:~。、…—\-_=+'"]/u;
const alphanumeric = /[a-z0-9]/;

/** Normalises a text and remembers where each unit came from. Linear in the length of the text. */
export function normalize(text: string, vocabulary: Vocabulary): Normal {
  return rewrite(collapse(foldAll(text)), rulesOf(vocabulary));
}

/** The words in the original text that `start..end` of the normal text stand for. */
export function originalSpan(normal: Normal, start: number, end: number): { start: number; end: number } {
  const from = normal.map[start] ?? 0;
  let next = end;
  // a replacement longer than what was written has several units at one place
  while ((normal.map[next] ?? Infinity) <= from && next < normal.text.length) next++;
  return { start: from, end: normal.map[next] ?? from };
}

/** One spelling of a phrase, for comparing with a normal text. */
export function normalPhrase(phrase: string, vocabulary: Vocabulary): string {
  return normalize(phrase, vocabulary).text;
}

function foldAll(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const symbol of text) {
    const end = start + symbol.length;
    const folded = fold(symbol);
    if (folded !== '') pieces.push({ text: folded, start, end });
    start = end;
  }
  return pieces;
}

function fold(symbol: string): string {
  const simple = toSimplified.get(symbol);
  if (simple !== undefined) return simple;
  if (symbol >= '\u4e00' && symbol <= '\u9fff') return symbol;
  if (symbol > ' ' && symbol <= '~') return symbol.toLowerCase();
  if (invisible.test(symbol)) return '';
  if (blank.test(symbol)) return ' ';
  const wide = symbol.normalize('NFKC').toLowerCase();
  return toSimplified.get(wide) ?? wide;
}

/** Drops repeated punctuation and blanks, and blanks at both ends. */
function collapse(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1)?.text ?? ' ';
    const repeats = piece.text === last && repeatable.test(piece.text);
    if (!repeats) kept.push(piece);
  }
  if (kept.at(-1)?.text === ' ') kept.pop();
  return kept;
}

function rulesOf(vocabulary: Vocabulary): Rules {
  const known = compiled.get(vocabulary);
  if (known) return known;
  const rules = new Map<string, (readonly [string, string])[]>();
  for (const [written, meant] of vocabulary.rewrite) {
    const key = foldAll(written)
      .map((piece) => piece.text)
      .join('');
    const first = key.charAt(0);
    rules.set(first, [...(rules.get(first) ?? []), [key, meant]]);
  }
  for (const group of rules.values()) group.sort(([a], [b]) => b.length - a.length);
  compiled.set(vocabulary, rules);
  return rules;
}

/** Replaces from left to right, longest first, once: what was replaced is not read again. */
function rewrite(pieces: readonly Piece[], rules: Rules): Normal {
  const folded = join(pieces);
  const map: number[] = [];
  let text = '';
  let at = 0;
  while (at < folded.text.length) {
    const rule = rules.get(folded.text.charAt(at))?.find(([key]) => fits(folded.text, at, key));
    const length = rule?.[0].length ?? 1;
    const meant = rule?.[1] ?? folded.text.charAt(at);
    for (let unit = 0; unit < meant.length; unit++) {
      map.push(folded.map[at + Math.min(unit, length - 1)] ?? 0);
    }
    text += meant;
    at += length;
  }
  map.push(folded.map.at(-1) ?? 0);
  return { text, map };
}

/** Latin letters and digits are words: a rule that begins or ends with one must not split a longer one. */
function fits(text: string, at: number, key: string): boolean {
  if (!text.startsWith(key, at)) return false;
  const end = at + key.length;
  return !touches(text.charAt(at - 1), key.charAt(0)) && !touches(key.slice(-1), text.charAt(end));
}

function touches(left: string, right: string): boolean {
  return alphanumeric.test(left) && alphanumeric.test(right);
}

function join(pieces: readonly Piece[]): Normal {
  const map: number[] = [];
  let text = '';
  for (const piece of pieces) {
    for (let unit = 0; unit < piece.text.length; unit++) {
      map.push(Math.min(piece.start + unit, piece.end - 1));
    }
    text += piece.text;
  }
  map.push(pieces.at(-1)?.end ?? 0);
  return { text, map };
}

/** A stretch of a normal text, its offsets still those of the original. */
export function partOf({ text, map }: Normal, start: number, end: number): Normal {
  return { text: text.slice(start, end), map: map.slice(start, end + 1) };
}
