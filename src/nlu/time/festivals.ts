import type { HolidayTable } from '../../calendar/holidays.ts';
import { readNumber } from '../number.ts';
import type { Seek } from '../sieve/seeker.ts';
import { civil, DAY, dayFrom } from './civil.ts';
import { lunarDay } from './lunar.ts';
import type { Context, DayToken } from './token.ts';
import { FESTIVAL, FESTIVALS, LUNAR_DAY, SOME_HOLIDAY, YEAR_SHIFTS } from './words.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Days = readonly [from: number, to: number];
type Festival = (typeof FESTIVALS)[number];
/** The festival day itself, and the days off around it. */
interface Feast {
  readonly day: number;
  readonly block: Days;
}

/** Finds days named by a festival: 国庆前一天, 大年初三, 双十一, 节前最后一天. The latest one that is not ahead of today. */
export function festivalTokens(seek: Seek, context: Context): DayToken[] {
  return [
    ...found(seek, FESTIVAL, (groups) => named(groups, context)),
    ...found(seek, SOME_HOLIDAY, (groups) => unnamed(groups, context)),
    ...found(seek, LUNAR_DAY, (groups) => lunar(groups, context)),
  ];
}

function found(seek: Seek, pattern: RegExp, read: (groups: Groups) => Days | null): DayToken[] {
  const tokens: DayToken[] = [];
  for (const match of seek(pattern)) {
    const days = read(match.groups ?? {});
    const place = { start: match.index, end: match.index + match[0].length };
    if (days !== null) tokens.push({ type: 'day', ...place, from: days[0], to: days[1], weekday: null });
  }
  return tokens;
}

function named(groups: Groups, { today, calendar }: Context): Days | null {
  const festival = FESTIVALS.find((_, index) => groups[`f${index}`] !== undefined);
  if (festival === undefined) return null;
  const year = civil(today).year;
  const said = YEAR_SHIFTS[groups.year ?? ''];
  const years = said === undefined ? [year + 1, year, year - 1] : [year + said];
  return (
    years.map((each) => inYear(festival, each)).find((days) => days !== null && days[0] <= today) ?? null
  );

  function inYear(feast: Festival, each: number): Days | null {
    const day = festivalDay(feast, each);
    if (day === null) return null;
    return placed(groups, { day, block: feast.block ? blockAround(day, calendar) : [day, day] });
  }
}

function festivalDay(festival: Festival, year: number): number | null {
  // Ching Ming wanders between the 4th and the 5th; the formula holds from 2000 to 2099.
  const sun = Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);
  if (!festival.lunar) return dayFrom(year, festival.month, festival.day === 0 ? sun : festival.day);
  const shift = festival.day === 0 ? -1 : 0;
  // The twelfth month ends in the year after.
  const day = lunarDay(festival.month === 12 ? year - 1 : year, festival.month, festival.day || 1);
  return day === null ? null : day + shift;
}

function placed(groups: Groups, { day, block: [first, last] }: Feast): Days {
  if (groups.itself !== undefined) return [day, day];
  if (groups.eve !== undefined) return [first - 1, first - 1];
  if (groups.before !== undefined) return same(first - count(groups.before));
  if (groups.soon !== undefined) return [first - 4, first - 1];
  if (groups.after !== undefined) return same(last + count(groups.after));
  if (groups.later !== undefined) return [last + 1, last + 4];
  if (groups.last !== undefined) return [last, last];
  if (groups.nth !== undefined) return same(first + count(groups.nth) - 1);
  return [first, last];
}

function same(day: number): Days {
  return [day, day];
}

function count(word: string): number {
  return readNumber(word) ?? 1;
}

function unnamed(groups: Groups, { today, calendar }: Context): Days | null {
  const ahead = groups.before !== undefined || groups.soon !== undefined || groups.eve !== undefined;
  // Before a holiday the eve may be today, so the holiday may begin tomorrow.
  for (let day = ahead ? today + 1 : today; day > today - 200; day -= 1) {
    const block = blockAround(day, calendar);
    const days = isOff(day, calendar) ? placed(groups, { day, block }) : null;
    if (days !== null && days[0] <= today) return days;
  }
  return null;
}

function blockAround(day: number, calendar: HolidayTable): Days {
  let [first, last] = [day, day];
  while (isOff(first - 1, calendar)) first -= 1;
  while (isOff(last + 1, calendar)) last += 1;
  return isOff(day, calendar) ? [first, last] : [day, day];
}

const offDays = new WeakMap<HolidayTable, ReadonlySet<number>>();

function isOff(day: number, calendar: HolidayTable): boolean {
  const known =
    offDays.get(calendar) ?? new Set(Object.keys(calendar.off).map((name) => Date.parse(name) / DAY));
  offDays.set(calendar, known);
  return known.has(day);
}

function lunar(groups: Groups, { today }: Context): Days | null {
  const year = civil(today).year;
  const day = readNumber(groups.new ?? groups.day ?? '');
  if (day === null) return null;
  const last = groups.month !== undefined && groups.month !== '正月';
  for (const candidate of [year, year - 1]) {
    const found = last ? lunarDay(candidate - 1, 12, day) : lunarDay(candidate, 1, day);
    if (found === null || found > today) continue;
    // A bare 初五 speaks of the new year only while that is near.
    return groups.new !== undefined && groups.sure === undefined && today - found > 40
      ? null
      : [found, found];
  }
  return null;
}
