import { cardNumber, leadAt } from './card-number.ts';
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
const MOBILE_SHAPES = ['11', '13', '3,4,4', '3,8', '7,4', '2,11', '2,3,4,4'];
const REPLACEMENTS = { identity: '[身份证号]', mobile: '[手机号]' };
/** An X ends an identity number where no word goes on. */
const FINAL_X = /^X(?![A-Z])/i;

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

interface Found {
  readonly kind: 'card' | 'identity' | 'mobile';
  /** its check digit says that it is one, and a card's range too */
  readonly sure: boolean;
  readonly length: number;
  readonly withX: boolean;
  /** the group after it */
  readonly next: number;
}

/** The number that begins with a group: the longest, but one whose check digit is right rather than one with more
 * digits. */
function numberFrom(digits: Digits, plain: string, group: number): Found | null {
  const { groups, places, chains } = digits;
  const from = numberAt(groups, group);
  const last = numberAt(chains, group);
  if (numberAt(groups, last) - from < SHORTEST) return null;
  const start: Start = {
    group,
    from,
    lead: leadAt(digits, from),
    label: labelBefore(plain, numberAt(places, from)),
  };
  const longest = start.label === 'card' ? LONGEST_ACCOUNT : LONGEST;
  let found: Found | null = null;
  for (let next = group + 1; next <= last; next += 1) {
    const length = numberAt(groups, next) - from;
    if (length > longest) break;
    if (length < SHORTEST) continue;
    found = better(found, endingAt(digits, plain, start, next));
    if (found?.kind === 'identity' && found.sure) break;
  }
  return found;
}

function better(shorter: Found | null, longer: Found | null): Found | null {
  if (longer === null) return shorter;
  return shorter?.sure && !longer.sure ? shorter : longer;
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
  const { from, lead, label, group } = start;
  const length = numberAt(digits.groups, next) - from;
  const identity = identityAt(digits, plain, start, length);
  if (identity !== null) return { ...identity, kind: 'identity', sure: length > 15, length, next };
  const card = isCardShape(digits, group, next) ? cardNumber(digits, { from, length, lead, label }) : null;
  // Of single digits in a row some length is right by chance.
  const sure = card === 'sure' && sizeIn(digits.groups, group) > 1;
  if (card !== null) return { kind: 'card', sure, length, withX: false, next };
  return isMobile(digits, start, next) ? { kind: 'mobile', sure: false, length, withX: false, next } : null;
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

/** Cards are written in equal groups or start with a group of four or more; "400-820-2819 400-…" is no card. */
function isCardShape({ groups, alike }: Digits, group: number, next: number): boolean {
  return sizeIn(groups, group) >= 4 || numberAt(alike, group) >= next - 1;
}

function isMobile({ groups, values }: Digits, { group, from }: Start, next: number): boolean {
  const length = numberAt(groups, next) - from;
  const own = length === 13 && values[from] === 8 && values[from + 1] === 6 ? from + 2 : from;
  if (length - (own - from) !== 11 || values[own] !== 1 || numberAt(values, own + 1) < 3) return false;
  const sizes = Array.from({ length: next - group }, (_, i) => sizeIn(groups, group + i));
  return MOBILE_SHAPES.includes(sizes.join()) || sizes.every((size) => size === 1);
}

function hitOf(digits: Digits, group: number, { kind, length, withX }: Found): Hit {
  const { groups, places } = digits;
  const from = numberAt(groups, group);
  const to = numberAt(places, from + length - 1) + (withX ? 2 : 1);
  const instead =
    kind === 'card' ? `[卡号尾号${digitText(digits, from + length - 4, 4)}]` : REPLACEMENTS[kind];
  return { kind, from: numberAt(places, from), to, instead };
}
