import { DAY, dayOf, HOUR, MINUTE, minuteOf, startOf } from './civil.ts';
import type { Group } from './group.ts';
import type { ClockToken, Context, PartToken, SpanToken } from './token.ts';

/** A stretch of time, epoch ms, both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The time a group names, clipped to now; null when it lies ahead. Vague: several days, or morning and evening both fit. */
export function resolve(group: Group, context: Context): (Stretch & { readonly vague: boolean }) | null {
  const found = stretchOf(group, context) ?? weekBefore(group, context);
  if (found === null || found.from > context.at || found.to < found.from) return null;
  return { from: found.from, to: Math.min(found.to, context.at), vague: found.vague ?? false };
}

/** 周三下午 said on a Wednesday morning is that of last week. */
function weekBefore(group: Group, context: Context): Loose | null {
  const { day } = group;
  if (day === undefined || day.weekday === null || day.from !== context.today) return null;
  return stretchOf({ ...group, day: { ...day, from: day.from - 7, to: day.to - 7 } }, context);
}

type Loose = Stretch & { readonly vague?: boolean };

function stretchOf(group: Group, context: Context): Loose | null {
  if (group.clock !== undefined) return clockStretch(group, group.clock, context);
  if (group.span !== undefined) return { ...group.span, vague: group.span.to - group.span.from > DAY };
  if (group.part !== undefined) return partStretch(group, group.part, context);
  return dayStretch(group);
}

function dayStretch({ day, dayUpto }: Group): Loose | null {
  if (day === undefined) return null;
  const to = (dayUpto ?? day).to;
  return { from: startOf(day.from), to: startOf(to) + DAY - MINUTE, vague: to > day.from };
}

/** The single day a group names; several days take no hour. */
function singleDay({ day, dayUpto }: Group): number | null {
  return day !== undefined && dayUpto === undefined && day.from === day.to ? day.from : null;
}

function partStretch(group: Group, part: PartToken, context: Context): Loose | null {
  const day = singleDay(group);
  if (group.day !== undefined && day === null) return dayStretch(group);
  const upto = group.partUpto ?? part;
  const on = (date: number): Loose => {
    const end = upto.to <= part.from ? upto.to + 24 : upto.to;
    return { from: startOf(date) + part.from * HOUR, to: startOf(date) + end * HOUR - MINUTE };
  };
  const days = day === null ? [context.today, context.today - 1] : [day, ...eveBefore(day, context)];
  const past = days.map(on).find(({ from }) => from <= context.at);
  if (past !== undefined && !(part.name === 'night' && day === context.today)) return past;
  // 今天半夜 said in the daytime is the night that has passed.
  return part.name === 'night' && day === context.today
    ? { from: startOf(day), to: startOf(day) + 5 * HOUR }
    : (past ?? null);
}

/** Before six in the morning 今晚 is still the evening of yesterday. */
function eveBefore(day: number, { at, today }: Context): number[] {
  return day === today && minuteOf(at) < 6 * 60 ? [day - 1] : [];
}

function clockStretch(group: Group, clock: ClockToken, context: Context): Loose | null {
  const day = singleDay(group);
  if (group.day !== undefined && day === null) return dayStretch(group);
  const found = startsOf(group, clock, { ...context, day });
  const [first] = found;
  if (first === undefined) return null;
  const upto = group.clockUpto;
  if (upto !== undefined) return { from: first, to: endOf(first, clock, upto) };
  const low = Math.min(...found);
  const high = Math.max(...found);
  const width = (clock.high - clock.low) * MINUTE;
  return { from: low, to: high + width, vague: high > low };
}

/** Where the range ends: the first such hour after its start. */
function endOf(start: number, clock: ClockToken, upto: ClockToken): number {
  const base = start - clock.low * MINUTE;
  const midnight = startOf(dayOf(base));
  const low = upto.high - upto.low === 30 ? 0 : upto.high;
  const ends = [0, 12, 24, 36].map((shift) => midnight + (upto.hour + shift) * HOUR + low * MINUTE);
  const steps = upto.twelve === 'open' ? ends : ends.filter((_, index) => index % 2 === 0);
  return steps.find((end) => end > base) ?? base;
}

/** The instants at which the hour's window may begin: one, or two where morning and evening are both open. */
function startsOf(group: Group, clock: ClockToken, context: Context & { day: number | null }): number[] {
  const { at, today, day } = context;
  // Without a day 十二点 may also be the midnight just past.
  const midnight = day === null && group.part === undefined && clock.hour === 12 && clock.twelve === 'open';
  const hours = midnight ? [12, 24] : hoursOf(clock, group.part);
  const startOn = (date: number, hour: number) => startOf(date) + hour * HOUR + clock.low * MINUTE;
  const past = (dates: readonly number[]) =>
    dates
      .flatMap((date) => hours.map((hour) => ({ hour, start: startOn(date, hour) })))
      .filter(({ start }) => start <= at)
      .sort((a, b) => b.start - a.start);
  if (day === null) {
    const just = group.span;
    const open = past([today, today - 1]).filter(
      ({ hour, start }) =>
        group.part !== undefined ||
        (hour >= 8 && hour < 24) ||
        isNear(just, start, at) ||
        clock.twelve !== 'open',
    );
    return open.slice(0, 1).map(({ start }) => start);
  }
  const found = past([day]);
  const dates = found.length > 0 ? found : past(eveBefore(day, context));
  const open = group.part === undefined && day !== today && clock.hour >= 8 && clock.hour < 12;
  return (open ? dates : dates.slice(0, 1)).map(({ start }) => start);
}

/** An hour at night counts as a shop's only when it has just been. */
function isNear(just: SpanToken | undefined, start: number, at: number): boolean {
  return just !== undefined || at - start < 3 * HOUR;
}

type Placing = (hour: number) => readonly number[];

const overnight: Placing = (hour) => [(hour % 12) + 24, hour % 12];
const evening: Placing = (hour) => [hour === 12 || hour < 5 ? (hour % 12) + 24 : hour + 12];
const after: Placing = (hour) => [(hour % 12) + 12];
const asSaid: Placing = (hour) => [hour];

/** The hours from midnight that an hour of one to twelve may mean; the small hours of a night belong to the next day. */
const PLACINGS: Readonly<Record<string, Placing>> = {
  dawn: (hour) => [hour % 12],
  morning: asSaid,
  forenoon: asSaid,
  noon: (hour) => [hour <= 4 ? hour + 12 : hour],
  afternoon: after,
  dusk: after,
  evening,
  night: (hour) => (hour === 12 || hour < 6 ? overnight(hour) : [hour + 12]),
};

function hoursOf({ hour, high, twelve }: ClockToken, part: PartToken | undefined): readonly number[] {
  const late = part?.name === 'evening' || part?.name === 'night';
  if (twelve === 'never') return [late && hour < 5 ? hour + 24 : hour];
  if (twelve === 'beside' && part === undefined) return [hour];
  // 十二点 and 十一二点 without more are at noon.
  if (part === undefined) return hour * 60 + high >= 12 * 60 && hour >= 11 ? [hour] : [hour, hour + 12];
  return (PLACINGS[part.name] ?? asSaid)(hour);
}
