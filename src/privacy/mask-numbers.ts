import { isCardNumber } from './card-number.ts';
import { type DigitGroup, digitGroups } from './digit-groups.ts';
import { halfWidth } from './half-width.ts';
import { isIdentityNumber } from './identity-number.ts';
import { labelBefore } from './label.ts';

/** A stretch of the text to be replaced. */
export interface Hit {
  readonly kind: 'card' | 'identity' | 'mobile' | 'secret';
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** digits of a mobile number, and of the longest card number */
const SHORTEST = 11;
const LONGEST = 19;
const MOBILE = /^(86)?1[3-9]\d{9}$/;
/** "138 1234 5678" and its like; other splittings are more often amounts in a row. */
const MOBILE_SHAPES = ['11', '13', '3,4,4', '3,8', '7,4', '2,11', '2,3,4,4'];

/** All card, identity and mobile numbers of a text, in order. */
export function numberHits(text: string): readonly Hit[] {
  const plain = halfWidth(text);
  const groups = digitGroups(plain);
  const hits: Hit[] = [];
  for (let i = 0; i < groups.length; ) {
    const found = hitFrom(plain, groups, i);
    if (found !== null) hits.push(found.hit);
    i = found?.next ?? i + 1;
  }
  return hits;
}

interface Found {
  readonly hit: Hit;
  readonly next: number;
}

/** The longest number that begins with group i, an identity number rather than a card. */
function hitFrom(plain: string, groups: readonly DigitGroup[], i: number): Found | null {
  const from = groups[i]?.from ?? 0;
  const joins = joinsFrom(plain, groups, i);
  if (joins.length === 0) return null;
  const label = labelBefore(plain, from);
  let found: Found | null = null;
  for (const { digits, shape, to } of joins) {
    const kind = kindOf(digits, shape, label);
    if (kind === null) continue;
    const instead = kind === 'card' ? `[卡号尾号${digits.slice(-4)}]` : REPLACEMENTS[kind];
    found = { hit: { kind, from, to, instead }, next: i + shape.length };
    if (kind === 'identity') break;
  }
  return found;
}

interface Join {
  readonly digits: string;
  readonly shape: readonly number[];
  readonly to: number;
}

/** Group i alone, with the next, with the next two ... as far as they are joined, where that is long enough for a
 * number and no number is longer. */
function joinsFrom(plain: string, groups: readonly DigitGroup[], i: number): readonly Join[] {
  const joins: Join[] = [];
  const shape: number[] = [];
  let digits = '';
  for (let j = i; j < groups.length; j += 1) {
    const group = groups[j];
    if (group === undefined || (j > i && !group.joined)) break;
    digits += plain.slice(group.from, group.to);
    if (digits.length > LONGEST) break;
    shape.push(group.to - group.from);
    if (digits.length < SHORTEST) continue;
    const { to } = group;
    joins.push({ digits, shape: [...shape], to });
    if (group.beforeX) joins.push({ digits: `${digits}X`, shape: [...shape], to: to + 1 });
  }
  return joins;
}

const REPLACEMENTS = { identity: '[身份证号]', mobile: '[手机号]' };

function kindOf(
  digits: string,
  shape: readonly number[],
  label: ReturnType<typeof labelBefore>,
): 'card' | 'identity' | 'mobile' | null {
  if (label === 'identity' && /^(\d{15}|\d{17}[\dX])$/.test(digits)) return 'identity';
  if ((label !== 'record' || digits.length === 18) && isIdentityNumber(digits)) return 'identity';
  if (/^\d+$/.test(digits) && isCardNumber({ digits, shape, label })) return 'card';
  return MOBILE.test(digits) && MOBILE_SHAPES.includes(shape.join()) ? 'mobile' : null;
}
