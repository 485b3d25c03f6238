import { readNumber } from '../number.ts';
import type { Seek } from '../sieve/seeker.ts';
import { civil, dayFrom, monthEnd, monthStart, weekdayOf } from './civil.ts';
import type { Context, DayToken } from './token.ts';
import { DATES, MONTH_PART, MONTH_PARTS, RELATIVE, SHIFTS, WEEKDAY, WEEKDAYS, YEAR_SHIFTS } from './words.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Days = readonly [from: number, to: number] | null;

/** Finds the days named in a text: 前天, 上周五, 27号, 3月14号, 上个月底. Later days than today are kept for the reader to drop. */
export function dayTokens(seek: Seek, context: Context): DayToken[] {
  return [
    ...found(seek, RELATIVE, (groups) => relative(groups, context)),
    ...found(seek, WEEKDAY, (groups) => week(groups, context)),
    ...DATES.flatMap((pattern) => found(seek, pattern, (groups) => date(groups, context))),
    ...found(seek, MONTH_PART, (groups) => partOfMonth(groups, context)),
  ];
}

function found(seek: Seek, pattern: RegExp, read: (groups: Groups) => Days): DayToken[] {
  const tokens: DayToken[] = [];
  for (const match of seek(pattern)) {
    const groups = match.groups ?? {};
    const days = read(groups);
    if (days === null) continue;
    const start = match.index + match[0].length - match[0].trimStart().length;
    const weekday = groups.bare === undefined || pattern !== WEEKDAY ? null : weekdayOf(days[0]);
    tokens.push({
      type: 'day',
      start,
      end: match.index + match[0].length,
      from: days[0],
      to: days[1],
      weekday,
    });
  }
  return tokens;
}

function relative(groups: Groups, { today }: Context): Days {
  if (groups.days !== undefined)
    return groups.days.includes('两') ? [today - 3, today - 1] : [today - 7, today - 2];
  const distance = [0, 1, 2, 3].find((days) => groups[`d${days}`] !== undefined);
  const day = today - (distance ?? -1);
  return [day, day];
}

function week(groups: Groups, { today }: Context): Days {
  const name = groups.day ?? groups.bare;
  const monday = today - weekdayOf(today) + 7 * shiftOf(groups.shift);
  if (name === undefined) return [monday, Math.max(monday, Math.min(monday + 6, today))];
  const weekend = name === '末';
  const first = monday + (weekend ? 5 : weekdayNumber(name));
  const back = groups.shift === undefined && first > today ? 7 : 0;
  return [first - back, first - back + (weekend ? 1 : 0)];
}

function weekdayNumber(name: string): number {
  const index = WEEKDAYS.indexOf(name === '天' ? '日' : name);
  return index === -1 ? Number(name) - 1 : index;
}

function shiftOf(word: string | undefined): number {
  return SHIFTS.find((shift) => word !== undefined && shift.word.test(word))?.by ?? 0;
}

function date(groups: Groups, context: Context): Days {
  const day = readNumber(groups.day ?? '');
  if (day === null || day < 1 || day > 31) return null;
  const found = groups.month === undefined ? dayOfMonth(day, groups, context) : dated(day, groups, context);
  return found === null ? null : [found, found];
}

function dayOfMonth(day: number, groups: Groups, { today }: Context): number | null {
  const now = civil(today);
  const first = now.month + shiftOf(groups.shift);
  if (groups.shift !== undefined) return inMonth(now.year, first, day);
  for (let back = 0; back < 3; back += 1) {
    const candidate = inMonth(now.year, now.month - back, day);
    if (candidate !== null && candidate <= today) return candidate;
  }
  return null;
}

function inMonth(year: number, month: number, day: number): number | null {
  const found = monthStart(year, month) + day - 1;
  return found <= monthEnd(year, month) ? found : null;
}

function dated(day: number, groups: Groups, { today }: Context): number | null {
  const month = readNumber(groups.month ?? '');
  if (month === null) return null;
  const now = civil(today).year;
  if (groups.year !== undefined) {
    const shift = YEAR_SHIFTS[groups.year];
    return dayFrom(shift === undefined ? Number.parseInt(groups.year, 10) : now + shift, month, day);
  }
  // A 29 February may lie eight years back.
  for (let year = now; year >= now - 8; year -= 1) {
    const candidate = dayFrom(year, month, day);
    if (candidate !== null && candidate <= today) return candidate;
  }
  return null;
}

function partOfMonth(groups: Groups, { today }: Context): Days {
  const now = civil(today);
  const named = groups.month === undefined ? null : readNumber(groups.month);
  if (named !== null && (named < 1 || named > 12)) return null;
  const month = named ?? now.month + shiftOf(groups.shift);
  const span = MONTH_PARTS[groups.part ?? groups.bare ?? ''] ?? [1, 31];
  const said = YEAR_SHIFTS[groups.year ?? ''];
  if (said !== undefined) return stretch(now.year + said, month, span);
  const days = stretch(now.year, month, span);
  if (days[0] <= today) return days;
  return named === null ? stretch(now.year, month - 1, span) : stretch(now.year - 1, month, span);
}

function stretch(year: number, month: number, span: readonly [number, number]): readonly [number, number] {
  const start = monthStart(year, month);
  return [start + span[0] - 1, Math.min(start + span[1] - 1, monthEnd(year, month))];
}
