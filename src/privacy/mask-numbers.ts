import { cardNumber, isUnionPay, leadAt } from './card-number.ts';
import { type Digits, digitsOf, digitText, numberAt, sizeIn } from './digits.ts';
import { halfWidth } from './half-width.ts';
import { isIdentityLength, isIdentityNumber } from './identity-number.ts';
import { type Label, labelBefore } from './label.ts';

/** A stretch of the text to be replaced. */
export interface Hit {
  readonly kind: 'card' | 'identity' | 'mobile' | 'secret';
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** digits of a mobile number, of the longest card number, and of the longest account */
const SHORTEST = 11;
const LONGEST = 19;
const LONGEST_ACCOUNT = 30;
/** "138 1234 5678" and its like; other splittings are more often amounts in a row. */
const MOBILE_SHAPES = ['11', '3,4,4', '3,8', '7,4'];
const REPLACEMENTS = { identity: '[身份证号]', mobile: '[手机号]' };
/** An X ends an identity number where no word goes on; some write the cross, or its name. */
const FINAL_X = /^(?:X(?![A-Z])|[×叉])/i;
/** What makes the numeral before it an amount's: "五百元". */
const COUNTED: ReadonlySet<number> = new Set(
  [...'十百千万亿拾佰仟萬億元块'].map((char) => char.charCodeAt(0)),
);

/** All card, identity and mobile numbers of a text, in order. */
export function numberHits(text: string): readonly Hit[] {
  const digits = digitsOf(text, SHORTEST);
  return digits === null ? [] : hitsAmong(digits, halfWidth(text));
}

/** The same among digits that were found; every group is looked at with the few that may belong to it. */
export function hitsAmong(digits: Digits, plain: string): readonly Hit[] {
  const hits: Hit[] = [];
  const groups = digits.groups.length - 1;
  for (let group = 0; group < groups; ) {
    const found = numberFrom(digits, plain, group);
    if (found !== null) hits.push(hitOf(digits, group, found));
    group = found?.next ?? group + 1;
  }
  return hits;
}

/** Check digits say so; they do at a usual length of cards, by chance perhaps; they do at another, or only the length is
 * usual; its words or its beginning say so; the same, but its last digit seems to belong to what follows. */
const [SURE, USUAL, OTHER, LIKELY, DOUBTFUL] = [4, 3, 2, 1, 0];

interface Found {
  readonly kind: 'card' | 'identity' | 'mobile';
  /** how surely it is one and ends there; one of the same rank that is longer is better */
  readonly rank: number;
  readonly length: number;
  readonly withX: boolean;
  /** the group after it */
  readonly next: number;
}

/** The number that begins with a group: the longest, but one whose check digit is right rather than one with more
 * digits. */
function numberFrom(digits: Digits, plain: string, group: number): Found | null {
  const { groups, places, chains, scripts } = digits;
  const from = numberAt(groups, group);
  const last = numberAt(chains, group);
  if (numberAt(groups, last) - from < SHORTEST) return null;
  const start: Start = {
    group,
    from,
    lead: leadAt(digits.values, from, 4),
    label: labelBefore(plain, numberAt(places, from)),
  };
  const longest = start.label === 'card' ? LONGEST_ACCOUNT : LONGEST;
  let found: Found | null = null;
  for (let next = firstEnd(digits, group); next <= last; next += 1) {
    const length = numberAt(groups, next) - from;
    if (length > longest) break;
    if (length < SHORTEST) continue;
    const isAcross = next > numberAt(scripts, group);
    found = better(found, endingAt(digits, plain, start, next), isAcross ? USUAL : DOUBTFUL);
    if (found?.kind === 'identity' && found.rank === SURE) break;
  }
  return found;
}

/** The first group that a number may end before. Of single digits it is known; groups that differ are looked through. */
function firstEnd({ groups, alike }: Digits, group: number): number {
  const isInARow = sizeIn(groups, group) === 1 && numberAt(alike, group) >= group + SHORTEST;
  return group + (isInARow ? SHORTEST : 1);
}

/** The longer one, unless its rank is lower, or too low for what it takes in. */
function better(shorter: Found | null, longer: Found | null, least: number): Found | null {
  if (shorter === null || longer === null) return longer ?? shorter;
  if (longer.rank < Math.max(shorter.rank, least)) return shorter;
  return longer;
}

interface Start {
  readonly group: number;
  /** its first digit */
  readonly from: number;
  /** its first four digits as a number */
  readonly lead: number;
  readonly label: Label;
}

function endingAt(digits: Digits, plain: string, start: Start, next: number): Found | null {
  const { from } = start;
  const length = numberAt(digits.groups, next) - from;
  const identity = identityAt(digits, plain, start, length);
  if (identity !== null)
    return { ...identity, kind: 'identity', rank: length > 15 ? SURE : LIKELY, length, next };
  const rank = cardRank(digits, plain, start, next);
  if (rank !== null) return { kind: 'card', rank, length, withX: false, next };
  return isMobile(digits, start, next) ? { kind: 'mobile', rank: LIKELY, length, withX: false, next } : null;
}

/** How surely a card's number ends before a group; null: it is none. */
function cardRank(digits: Digits, plain: string, start: Start, next: number): number | null {
  const { group, from } = start;
  const length = numberAt(digits.groups, next) - from;
  const card = isCardShape(digits, group, next) ? cardNumber(digits, start, length) : null;
  if (card === null) return null;
  const isOneScript = next <= numberAt(digits.scripts, group);
  if (card === 'sure' && isOneScript && sizeIn(digits.groups, group) > 1) return SURE;
  const rank = rankOfSingles(card, start, length);
  return rank < USUAL && isCounted(digits, plain, next) ? DOUBTFUL : rank;
}

/** Of single digits in a row some length is right by chance; accounts have any length. */
function rankOfSingles(card: 'sure' | 'likely', { lead, label }: Start, length: number): number {
  if (label === 'card' && !isUnionPay(lead)) return LIKELY;
  if (card === 'sure') return length === 16 || length === 19 ? USUAL : OTHER;
  return length === 19 ? OTHER : LIKELY;
}

/** Whether the last digit before a group stands alone and before a word for tens and more. */
function isCounted({ groups, places }: Digits, plain: string, next: number): boolean {
  const last = numberAt(groups, next) - 1;
  return sizeIn(groups, next - 1) === 1 && COUNTED.has(plain.charCodeAt(numberAt(places, last) + 1));
}

function identityAt(
  digits: Digits,
  plain: string,
  { from, label }: Start,
  length: number,
): { readonly withX: boolean } | null {
  const withX = length === 17;
  if (!isIdentityLength(length, withX)) return null;
  // Order numbers may look like the old identity numbers.
  if (label === 'record' && length === 15) return null;
  if (label !== 'identity' && !isIdentityNumber(digits, from, length, withX)) return null;
  return !withX || isBeforeX(digits, plain, from + length) ? { withX } : null;
}

function isBeforeX({ places }: Digits, plain: string, end: number): boolean {
  const at = numberAt(places, end - 1) + 1;
  return FINAL_X.test(plain.slice(at, at + 2));
}

/** Cards are written in equal groups, start with a group of four or more, or with four single digits in Chinese;
 * "400-820-2819 400-…" is no card. */
function isCardShape({ groups, alike, scripts }: Digits, group: number, next: number): boolean {
  if (sizeIn(groups, group) >= 4 || numberAt(alike, group) >= next - 1) return true;
  const first = Math.min(numberAt(alike, group), numberAt(scripts, group));
  return first - group >= 4;
}

function isMobile(digits: Digits, { group, from, label }: Start, next: number): boolean {
  const { groups, values } = digits;
  const country = countryOf(values, from, numberAt(groups, next) - from);
  const own = from + country;
  if (country < 0 || values[own] !== 1 || numberAt(values, own + 1) < 3) return false;
  if (label === 'mobile') return true;
  const sizes = Array.from({ length: next - group }, (_, i) => sizeIn(groups, group + i));
  return MOBILE_SHAPES.includes(withoutCountry(sizes, country)) || sizes.every((size) => size === 1);
}

/** How many digits of a mobile number are the country's, as it is dialled from here (86) or from abroad (0086); -1: it
 * has not as many as such a number has. */
function countryOf(values: Digits['values'], from: number, length: number): number {
  if (length === SHORTEST) return 0;
  if (length === SHORTEST + 2) return leadAt(values, from, 2) === 86 ? 2 : -1;
  return length === SHORTEST + 4 && leadAt(values, from, 4) === 86 ? 4 : -1;
}

/** The sizes of a number's groups without the digits of the country, which may be groups of their own. */
function withoutCountry(sizes: readonly number[], country: number): string {
  let left = country;
  const own = sizes.map((size) => {
    const taken = Math.min(size, left);
    left -= taken;
    return size - taken;
  });
  return own.filter((size) => size > 0).join();
}

function hitOf(digits: Digits, group: number, { kind, length, withX }: Found): Hit {
  const { groups, places } = digits;
  const from = numberAt(groups, group);
  const to = numberAt(places, from + length - 1) + (withX ? 2 : 1);
  const instead =
    kind === 'card' ? `[卡号尾号${digitText(digits, from + length - 4, 4)}]` : REPLACEMENTS[kind];
  return { kind, from: numberAt(places, from), to, instead };
}
