import type { HolidayTable } from '../../calendar/holidays.ts';

/** What a reader of tokens knows besides the text. */
export interface Context {
  /** now, epoch ms */
  readonly at: number;
  /** today in Shanghai, days since 1970 */
  readonly today: number;
  readonly calendar: HolidayTable;
}

/** Offsets in the normalised text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** One or several days, both ends included. */
export interface DayToken extends Place {
  readonly type: 'day';
  readonly from: number;
  readonly to: number;
  /** set for a weekday without week (周五), which also confirms a date before it */
  readonly weekday: number | null;
}

/** A part of the day in hours from its midnight; the night goes on until 26. */
export interface PartToken extends Place {
  readonly type: 'part';
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** An hour of the clock; `low` and `high` are minutes from that hour. */
export interface ClockToken extends Place {
  readonly type: 'clock';
  readonly hour: number;
  readonly low: number;
  readonly high: number;
  /** may be twelve hours later: in any case (三点), only beside a part of the day (晚上10:58), or never (15点) */
  readonly twelve: 'open' | 'beside' | 'never';
  /** 一点 without anything else: an hour only beside a day or a part of the day */
  readonly weak: boolean;
}

/** A stretch of time reckoned from now, epoch ms. */
export interface SpanToken extends Place {
  readonly type: 'span';
  readonly from: number;
  readonly to: number;
  /** `just`: 刚才; `now`: 现在; `since`: 三天了; `ago`: 半小时前 */
  readonly how: 'just' | 'now' | 'since' | 'ago';
}

export type Token = DayToken | PartToken | ClockToken | SpanToken;
