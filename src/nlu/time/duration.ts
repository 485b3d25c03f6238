import { matches } from '../matches.ts';
import { readNumber } from '../number.ts';

/** How long something has lasted. Offsets are of the normal text. */
export interface Duration {
  readonly days: number;
  readonly start: number;
  readonly end: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 礼拜: 7, 星期: 7, 月: 30, 年: 365 };
const LENGTH = new RegExp(
  '(?<under>不到|没到|不满|未满|没满|快|将近|差点)?(?<count>\\d+|[一二两三四五六七八九十百]+|半)(?<some>[多来几])?' +
    '(?<piece>个)?(?<half>半|多)?(?:(?<unit>天|周|礼拜|星期|年)|(?<=个[半多]?)(?<month>月))(?<more>[半多])?(?<short>不到|不满)?' +
    '(?!前|以前|之前|[一二三四五六日天]|末)',
  'g',
);

/** The first length of time in a text (五十来天, 三个月不到, 一年半), or null. Just short of a length is less than it,
 * and a length without more is a little over. */
export function readDuration(text: string): Duration | null {
  for (const { 0: said, index, groups } of matches(text, LENGTH)) {
    const days = daysOf(groups ?? {});
    if (days !== null) return { days, start: index, end: index + said.length };
  }
  return null;
}

function daysOf({ count, unit, month, half, more, under, short }: Groups): number | null {
  const whole = count === '半' ? 0.5 : readNumber(headed(count ?? ''));
  if (whole === null || whole === 0) return null;
  const over = half ?? more;
  const days = (whole + (over === undefined ? 0 : 0.5)) * (DAYS[unit ?? month ?? ''] ?? 0);
  return (under ?? short) === undefined ? days + 0.5 : days - 1;
}

/** 百来天 is a hundred. */
function headed(count: string): string {
  return count.startsWith('百') ? `一${count}` : count;
}
