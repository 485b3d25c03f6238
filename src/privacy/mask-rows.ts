import { cardNumber, leadAt } from './card-number.ts';
import { digitsOf, digitText } from './digits.ts';
import { halfWidth } from './half-width.ts';
import { labelBefore } from './label.ts';
import type { Hit } from './mask-numbers.ts';

/** A sign that may part the groups of a number, the same one each time: commas, line breaks, slashes, an emoji. */
const SIGN = '[^\\p{L}\\p{N}¥￥$%+]{1,4}';
// The sign of single digits is looked ahead for: repeated behind it, its compilation takes half a second.
const ROW = new RegExp(
  `(?<!\\d|\\d[^\\p{L}\\p{N}])(?:\\d{4}(${SIGN})\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{1,3})?|\\d(?=(${SIGN})\\d)(?:\\2\\d){15,18})(?!\\d|[^\\p{L}\\p{N}]\\d)`,
  'gu',
);
const MOBILE =
  /(?<!\d[./]?)1[3-9]\d([./])\d{4}\1\d{4}(?![./]?\d)|\(1[3-9]\d\)[ -]?\d{4}[ -]?\d{4}(?![ -]?\d)/g;
/** Amounts end in a zero, most of them. */
const ROUND = /0(?!\d)/g;
const MOST_ROUND = 1;

/** Card and mobile numbers whose groups are parted by what parts amounts and dates as well: only what a check digit or
 * its words call a card, and no row of round amounts. In order. */
export function rowHits(text: string): readonly Hit[] {
  const plain = halfWidth(text);
  const cards = [...plain.matchAll(ROW)].flatMap(({ 0: row, index }) => cardIn(plain, row, index));
  const mobiles = [...plain.matchAll(MOBILE)].map(
    ({ 0: row, index }): Hit => ({
      kind: 'mobile',
      from: index,
      to: index + row.length,
      instead: '[手机号]',
    }),
  );
  return [...cards, ...mobiles].sort((a, b) => a.from - b.from);
}

function cardIn(plain: string, row: string, from: number): readonly Hit[] {
  const digits = digitsOf(row, 1);
  if (digits === null || (row.match(ROUND) ?? []).length > MOST_ROUND) return [];
  const { length } = digits.values;
  const label = labelBefore(plain, from);
  const card = cardNumber(digits, { from: 0, lead: leadAt(digits.values, 0, 4), label }, length);
  if (card === null || (card === 'likely' && label !== 'card')) return [];
  const instead = `[卡号尾号${digitText(digits, length - 4, 4)}]`;
  return [{ kind: 'card', from, to: from + row.length, instead }];
}
