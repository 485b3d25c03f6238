import type { HolidayTable } from '../../calendar/holidays.ts';
import { createSeeker } from '../sieve/seeker.ts';
import { dayOf } from './civil.ts';
import { clockTokens, partTokens } from './clocks.ts';
import { dayTokens } from './days.ts';
import { festivalTokens } from './festivals.ts';
import { type Group, group } from './group.ts';
import { resolve } from './resolve.ts';
import { spanTokens } from './spans.ts';
import type { Context, Token } from './token.ts';
import {
  CLOCK,
  DATES,
  DIGITAL,
  ELAPSED,
  FESTIVAL,
  JUST_NOW,
  LUNAR_DAY,
  MONTH_PART,
  PART,
  RELATIVE,
  RIGHT_NOW,
  SOME_HOLIDAY,
  WEEKDAY,
} from './words.ts';

/** All that the readers of tokens seek. */
const seeker = createSeeker([
  ...[RELATIVE, WEEKDAY, ...DATES, MONTH_PART],
  ...[FESTIVAL, SOME_HOLIDAY, LUNAR_DAY],
  ...[PART, CLOCK, DIGITAL],
  ...[...JUST_NOW.map(({ word }) => word), RIGHT_NOW, ELAPSED],
]);

/** A past time named in a text. Offsets are of the normalised text; the interval is epoch ms, both ends included. */
export interface Time {
  /** equal to `to` where the minute is known */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly kind: 'point' | 'day' | 'part' | 'elapsed' | 'clock';
  /** several days, or morning and evening both fit */
  readonly vague: boolean;
  /** what ties it to the clock: a day that is named, now (刚才, 现在, 三天了, 半小时前), or nothing (周六, 晚上, 九点) */
  readonly tie: 'day' | 'just' | 'now' | 'since' | 'ago' | 'none';
}

/** Reads every past time in normalised text, seen from `at` (epoch ms) in Shanghai, in the order of the text. */
export function readTimes(text: string, at: number, calendar: HolidayTable): Time[] {
  const seek = seeker(text);
  if (seek === null) return [];
  const context: Context = { at, today: dayOf(at), calendar };
  const tokens = withoutOverlaps([
    ...dayTokens(seek, context),
    ...festivalTokens(seek, context),
    ...partTokens(seek),
    ...clockTokens(text, seek),
    ...spanTokens(seek, context),
  ]);
  return group(text, tokens).flatMap((found) => {
    const stretch = resolve(found, context);
    if (stretch === null) return [];
    return [{ ...stretch, start: found.start, end: found.end, kind: kindOf(found), tie: tieOf(found) }];
  });
}

/** Of overlapping readings the one that begins first and is longest stays. */
function withoutOverlaps(tokens: Token[]): Token[] {
  tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return tokens.filter((token) => {
    const free = token.start >= end;
    if (free) end = token.end;
    return free;
  });
}

function kindOf({ clock, clockUpto, span, part }: Group): Time['kind'] {
  if (clock !== undefined) return clock.low === clock.high && clockUpto === undefined ? 'point' : 'clock';
  if (span !== undefined) return 'elapsed';
  return part === undefined ? 'day' : 'part';
}

function tieOf({ day, span }: Group): Time['tie'] {
  if (span !== undefined) return span.how;
  return day === undefined || day.weekday !== null ? 'none' : 'day';
}
