import { chineseDigit } from './half-width.ts';

/** The digits of a text, in whatever script, one after the other, and the groups that they stand in. */
export interface Digits {
  /** 0 to 9 each */
  readonly values: ArrayLike<number>;
  /** where each stands in the text */
  readonly places: ArrayLike<number>;
  /** the first digit of each group; after the last group, the number of all digits */
  readonly groups: ArrayLike<number>;
  /** by group: the group after the last that only a few blanks or dashes part from the one before it */
  readonly chains: ArrayLike<number>;
  /** the same, as far as the script does not change */
  readonly scripts: ArrayLike<number>;
  /** by group: the group after the last that has as many digits */
  readonly alike: ArrayLike<number>;
  /** by digit: the digits before it summed up as for a check digit, those in even places doubled */
  readonly evens: ArrayLike<number>;
  /** the same, those in odd places doubled */
  readonly odds: ArrayLike<number>;
}

/** Longest filling between two groups of one number: "4012 - 8888". */
const LONGEST_GAP = 8;
const BLANKS =
  '\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';
const DASHES = '-_\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\uff3f';
/** What nobody sees: joiners, directions, and what makes an emoji of a digit. */
const UNSEEN = '\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u20e3';
const GAPS: ReadonlySet<number> = new Set(
  [...BLANKS, ...DASHES, ...UNSEEN].map((char) => char.charCodeAt(0)),
);
/** Whether a group belongs to the one before it: not, in the same script, in the other. */
const [APART, ALIKE, ACROSS] = [0, 1, 2];
/** What a digit is counted as where it is doubled: with its own digits summed up. */
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** All digits of a text, in linear time; null where there are fewer than so many. A Chinese numeral is a group of its
 * own: a word that begins with one may follow the number. */
export function digitsOf(text: string, least: number): Digits | null {
  const count = countOf(text);
  if (count < least) return null;
  const values = new Uint8Array(count);
  const places = new Uint32Array(count);
  for (let i = 0, found = 0; found < count; i += 1) {
    const value = digitOf(text.charCodeAt(i));
    if (value < 0) continue;
    values[found] = value;
    places[found] = i;
    found += 1;
  }
  return { values, places, ...groupsOf(text, places), ...sumsOf(values) };
}

function groupsOf(text: string, places: Uint32Array) {
  const starts = new Uint32Array(places.length + 1);
  const joined = new Uint8Array(places.length + 1);
  let groups = 0;
  let wasChinese: boolean | null = null;
  let end = 0;
  for (let i = 0; i < places.length; i += 1) {
    const at = numberAt(places, i);
    const isChinese = chineseDigit(text.charCodeAt(at)) >= 0;
    const isSame = isChinese === wasChinese;
    const from = end;
    wasChinese = isChinese;
    end = at + 1;
    if (isSame && !isChinese && from === at) continue;
    joined[groups] = i > 0 && isGap(text, from, at) ? (isSame ? ALIKE : ACROSS) : APART;
    starts[groups] = i;
    groups += 1;
  }
  starts[groups] = places.length;
  const all = starts.subarray(0, groups + 1);
  return { groups: all, ...rowsOf(all, joined) };
}

function rowsOf(groups: Uint32Array, joined: Uint8Array) {
  const count = groups.length - 1;
  const chains = new Uint32Array(count);
  const scripts = new Uint32Array(count);
  const alike = new Uint32Array(count);
  for (let i = count - 1; i >= 0; i -= 1) {
    const next = i + 1;
    const isSame = next < count && sizeIn(groups, i) === sizeIn(groups, next);
    const join = joined[next];
    chains[i] = join === APART ? next : numberAt(chains, next);
    scripts[i] = join === ALIKE ? numberAt(scripts, next) : next;
    alike[i] = isSame ? numberAt(alike, next) : next;
  }
  return { chains, scripts, alike };
}

/** A number of a row; 0 beyond its ends. */
export function numberAt(row: ArrayLike<number>, place: number): number {
  return row[place] ?? 0;
}

/** How many digits a group has. */
export function sizeIn(groups: Digits['groups'], group: number): number {
  return numberAt(groups, group + 1) - numberAt(groups, group);
}

function countOf(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if (digitOf(text.charCodeAt(i)) >= 0) count += 1;
  return count;
}

/** The value of a digit; -1: it is none. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : chineseDigit(code);
}

function isGap(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i += 1) if (!GAPS.has(text.charCodeAt(i))) return false;
  return true;
}

function sumsOf(values: Uint8Array): { readonly evens: Uint32Array; readonly odds: Uint32Array } {
  const evens = new Uint32Array(values.length + 1);
  const odds = new Uint32Array(values.length + 1);
  values.forEach((value, i) => {
    const doubled = numberAt(DOUBLED, value);
    const isEven = i % 2 === 0;
    evens[i + 1] = numberAt(evens, i) + (isEven ? doubled : value);
    odds[i + 1] = numberAt(odds, i) + (isEven ? value : doubled);
  });
  return { evens, odds };
}

/** Whether the last of so many digits is the check digit of a card number (ISO/IEC 7812-1, annex B). */
export function passesLuhn({ evens, odds }: Digits, from: number, length: number): boolean {
  const end = from + length;
  // The last is not doubled, the one before it is.
  const sums = end % 2 === 0 ? evens : odds;
  return (numberAt(sums, end) - numberAt(sums, from)) % 10 === 0;
}

/** Some of the digits as a string. */
export function digitText({ values }: Digits, from: number, length: number): string {
  let text = '';
  for (let i = from; i < from + length; i += 1) text += values[i];
  return text;
}
