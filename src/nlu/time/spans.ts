import { readNumber } from '../number.ts';
import type { Seek } from '../sieve/seeker.ts';
import { DAY, dayOf, HOUR, MINUTE, startOf } from './civil.ts';
import type { Context, SpanToken } from './token.ts';
import { ELAPSED, JUST_NOW, RIGHT_NOW, UNITS } from './words.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Counts = readonly [least: number, most: number];

/** Finds stretches reckoned from now: 刚才, 半小时前, 三天了, 快半个月没到. */
export function spanTokens(seek: Seek, { at }: Context): SpanToken[] {
  const tokens: SpanToken[] = [];
  for (const { minutes, word } of JUST_NOW) {
    for (const match of seek(word)) {
      tokens.push({ type: 'span', ...placeOf(match), from: at - minutes * MINUTE, to: at, how: 'just' });
    }
  }
  for (const match of seek(RIGHT_NOW)) {
    tokens.push({ type: 'span', ...placeOf(match), from: at - 15 * MINUTE, to: at, how: 'now' });
  }
  for (const match of seek(ELAPSED)) {
    const token = elapsed(match.groups ?? {}, placeOf(match), at);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function placeOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function elapsed(groups: Groups, place: { start: number; end: number }, at: number): SpanToken | null {
  const unit = UNITS.find(({ word }) => word === groups.unit);
  const counts = countsOf(groups);
  // A bare 三天 at the end says nothing of when, unless 都, 等了 or the like leads it.
  const closed = groups.ago ?? groups.since ?? groups.lead ?? groups.under ?? groups.short;
  if (unit === undefined || counts === null || closed === undefined) return null;
  const [least, most] = counts;
  const how = groups.ago === undefined ? 'since' : 'ago';
  if (unit.days > 0) {
    const today = dayOf(at);
    const from = startOf(today - Math.ceil(most * unit.days) - unit.slackDays);
    const last = today - Math.floor(least * unit.days) + unit.slackDays;
    return { type: 'span', ...place, from, to: startOf(last) + DAY - MINUTE, how };
  }
  const slack = Math.max(least * unit.minutes * 0.2, 2) * MINUTE;
  const step = Math.min(slack, HOUR / 2);
  const from = at - most * unit.minutes * MINUTE - step;
  return { type: 'span', ...place, from, to: at - least * unit.minutes * MINUTE + step, how };
}

function countsOf(groups: Groups): Counts | null {
  return roughly(groups) ?? counted(groups);
}

function roughly(groups: Groups): Counts | null {
  if (groups.some !== undefined) return [groups.some === '几' ? 2 : 3, 8];
  if (groups.teens !== undefined) return [11, 19];
  if (groups.few !== undefined) return [9, 13];
  if (groups.two === undefined) return null;
  const [first, second] = [...groups.two].map(readNumber);
  return [first ?? 1, second ?? 2];
}

function counted(groups: Groups): Counts | null {
  if (groups.count === '半') return [0.5, 0.5];
  const whole = readNumber(groups.count ?? '');
  if (whole === null) return null;
  const half = groups.half !== undefined || groups.over === '半' ? 0.5 : 0;
  if (groups.under !== undefined || groups.short !== undefined) return [whole / 2, whole];
  const more = groups.more !== undefined || groups.over === '多' ? roundness(whole) : 0;
  return [whole + half, whole + half + more];
}

/** 二十多 may reach thirty, 一个多 not two and a bit. */
function roundness(count: number): number {
  return count >= 10 && count % 10 === 0 ? 10 : 1;
}
