import type { ClockToken, DayToken, PartToken, SpanToken, Token } from './token.ts';
import { DAY_GOES_ON, DEED, NOT_ITS_HOUR, REACH, TOGETHER, TOUCH } from './words.ts';

/** The tokens that together name one time; the `upto` ones end a range. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly day?: DayToken;
  readonly dayUpto?: DayToken;
  readonly part?: PartToken;
  readonly partUpto?: PartToken;
  readonly clock?: ClockToken;
  readonly clockUpto?: ClockToken;
  readonly span?: SpanToken;
}

type Link = 'touch' | 'deed' | 'reach';

/** Joins tokens, given in the order of the text, to times: 昨天 + 晚上 + 十点多. */
export function group(text: string, tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  for (const token of tokens) {
    const last = groups.at(-1);
    const joined = last === undefined ? null : joinNext(text, last, token);
    if (joined === null) groups.push(withToken({ start: token.start, end: token.end }, token));
    else groups[groups.length - 1] = { ...joined, end: token.end };
  }
  return groups.filter(isTime);
}

/** 一点 alone may mean "a bit". */
function isTime({ clock, day, part, span }: Group): boolean {
  return !(clock?.weak && day === undefined && part === undefined && span === undefined);
}

function withToken(group: Group, token: Token): Group {
  switch (token.type) {
    case 'day':
      return { ...group, day: token };
    case 'part':
      return { ...group, part: token };
    case 'clock':
      return { ...group, clock: token };
    case 'span':
      return { ...group, span: token };
  }
}

function joinNext(text: string, group: Group, token: Token): Group | null {
  const gap = text.slice(group.end, token.start);
  const link = linkOf(gap);
  if (link === null) return null;
  const rest = text.slice(token.end, token.end + 4);
  switch (token.type) {
    case 'day':
      return joinDay(group, token, { link, gap, rest });
    case 'part':
      return link === 'deed' && NOT_ITS_HOUR.test(rest) ? null : joinPart(group, token, link);
    case 'clock':
      return link === 'deed' && NOT_ITS_HOUR.test(rest) ? null : joinClock(group, token, link);
    case 'span':
      return link === 'touch' ? joinSpan(group, token) : null;
  }
}

function linkOf(gap: string): Link | null {
  if (gap.length > 12) return null;
  if (TOGETHER.test(gap) || TOUCH.test(gap)) return 'touch';
  if (REACH.test(gap)) return 'reach';
  return DEED.test(gap) ? 'deed' : null;
}

interface Joint {
  readonly link: Link;
  readonly gap: string;
  readonly rest: string;
}

function joinDay(group: Group, token: DayToken, joint: Joint): Group | null {
  if (group.span !== undefined) return null;
  if (group.day !== undefined) return joinSecondDay(group, group.day, token, joint);
  const free = joint.link === 'deed' || (joint.link === 'touch' && joint.gap.length <= 1);
  return free && !DAY_GOES_ON.test(joint.rest) ? { ...group, day: token } : null;
}

function joinSecondDay(group: Group, day: DayToken, token: DayToken, { link, gap }: Joint): Group | null {
  const agreed = link === 'touch' ? agreeing(group, day, token) : null;
  if (agreed !== null) return agreed;
  const later = token.from > day.to && token.from - day.to < 32;
  const list = link === 'touch' && gap !== ' ' && TOGETHER.test(gap);
  return later && (link === 'reach' || list) ? { ...group, dayUpto: token } : null;
}

/** Two names of one day are one: 13号周一, 30号中午 节前最后一天. */
function agreeing(group: Group, day: DayToken, token: DayToken): Group | null {
  const single = day.from === day.to;
  const sameWeekday = token.weekday !== null && single && (day.from - token.from) % 7 === 0;
  if (sameWeekday) return group;
  const from = Math.max(day.from, token.from);
  const to = Math.min(day.to, token.to);
  return from <= to ? { ...group, day: { ...day, from, to } } : null;
}

function joinPart(group: Group, token: PartToken, link: Link): Group | null {
  if (group.span !== undefined) return group.span.how === 'just' ? group : null;
  if (group.part === undefined) {
    return group.clock === undefined || link === 'touch' ? { ...group, part: token } : null;
  }
  if (link === 'reach') return { ...group, partUpto: token };
  const from = Math.max(group.part.from, token.from);
  const to = Math.min(group.part.to, token.to);
  if (link === 'deed' || from >= to) return null;
  return group.clock === undefined ? { ...group, part: { ...token, from, to } } : group;
}

function joinClock(group: Group, token: ClockToken, link: Link): Group | null {
  if (group.span !== undefined && group.span.how !== 'just') return null;
  if (group.clock === undefined) return link === 'reach' ? null : { ...group, clock: token };
  return link === 'reach' && group.clockUpto === undefined ? { ...group, clockUpto: token } : null;
}

function joinSpan(group: Group, token: SpanToken): Group | null {
  if (group.span === undefined) return token.how === 'just' ? { ...group, span: token } : null;
  const from = Math.max(group.span.from, token.from);
  const to = Math.min(group.span.to, token.to);
  const just = group.span.how === 'just' && (token.how === 'ago' || token.how === 'since');
  return just && from <= to ? { ...group, span: { ...token, from, to, how: 'just' } } : null;
}
