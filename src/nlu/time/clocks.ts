import { readNumber } from '../number.ts';
import type { Seek } from '../sieve/seeker.ts';
import type { ClockToken, PartToken } from './token.ts';
import { A_BIT, CLOCK, DIGITAL, PART, PARTS } from './words.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Window = readonly [low: number, high: number];

const AROUND: Window = [-15, 15];
/** What stands after the hour, in minutes from the hour; words not listed here leave it at "around". */
const FUZZ: readonly { readonly word: RegExp; readonly window: Window }[] = [
  { word: /^[多几]/, window: [0, 59] },
  { word: /^(?:来|左右|上下|前后|许|那会)/, window: [-30, 30] },
  { word: /^不到/, window: [-30, 0] },
  { word: /^(?:过|出头)/, window: [0, 30] },
  { word: /后$/, window: [0, 119] },
  { word: /前$/, window: [-120, -1] },
];

/** Finds hours: 三点, 十点二十三, 八点不到, 八九点, 差五分八点, 14:20. */
export function clockTokens(text: string, seek: Seek): ClockToken[] {
  const said = seek(CLOCK).map((match) => spoken(match.groups ?? {}, match.index, match[0]));
  const hours = said.filter((token) => !(token.weak && A_BIT.test(text.slice(token.end))));
  return [...hours, ...seek(DIGITAL).map(digital)];
}

function digital(match: RegExpExecArray): ClockToken {
  const place = { start: match.index, end: match.index + match[0].length };
  const written = match.groups?.hour ?? '';
  const hour = Number(written);
  const minute = Number(match.groups?.minute);
  const day = hour < 8 && written.length === 1 ? 'open' : 'beside';
  const twelve = hour > 12 || hour === 0 ? 'never' : day;
  return { type: 'clock', ...place, hour, low: minute, high: minute, twelve, weak: false };
}

function spoken(groups: Groups, start: number, said: string): ClockToken {
  const written = groups.hour ?? '';
  const hour = readNumber(written) ?? 0;
  const [low, high] = windowOf(groups, hour);
  return {
    type: 'clock',
    start,
    end: start + said.trimEnd().length,
    hour,
    low,
    high,
    twelve: hour < 1 || hour > 12 ? 'never' : /^0\d/.test(written) ? 'beside' : 'open',
    weak: said.trimEnd() === '一点',
  };
}

function windowOf(groups: Groups, hour: number): Window {
  const last = lastHour(groups, hour);
  if (last > hour) return [0, (last - hour) * 60 + 59];
  if (groups.many !== undefined) return [0, 59];
  const before = groups.short ?? groups.less;
  if (before !== undefined) return exact(-(before === '一刻' ? 15 : (readNumber(before) ?? 0)));
  const minute = minuteOf(groups);
  const fuzz = FUZZ.find(({ word }) => groups.fuzz !== undefined && word.test(groups.fuzz))?.window;
  if (minute === null) return groups.full === undefined ? (fuzz ?? AROUND) : exact(0);
  return fuzz === undefined ? exact(minute) : fuzzyMinute(minute, fuzz);
}

/** 八九点 and 8到9点 reach to the second hour; 十一二点 to twelve. */
function lastHour(groups: Groups, hour: number): number {
  const upto = groups.upto === undefined ? 0 : (readNumber(groups.upto) ?? 0);
  const near = groups.near === undefined ? 0 : (readNumber(groups.near) ?? 0);
  const full = near > 0 && near <= hour ? near + 10 : near;
  return Math.max(upto, full === hour + 1 ? full : 0);
}

function minuteOf(groups: Groups): number | null {
  if (groups.half !== undefined) return 30;
  if (groups.quarter !== undefined) return groups.quarter === '三' ? 45 : 15;
  if (groups.minute === undefined) return null;
  return readNumber(groups.minute.replace(/^[过零〇](?=.)/, ''));
}

function fuzzyMinute(minute: number, [low, high]: Window): Window {
  const scale = (edge: number) => Math.sign(edge) * Math.min(Math.abs(edge), 10);
  const wide = Math.max(Math.abs(low), Math.abs(high)) > 60;
  return wide ? [minute + low, minute + high] : [minute + scale(low), minute + scale(high)];
}

function exact(minute: number): Window {
  return [minute, minute];
}

/** Finds parts of the day: 凌晨, 上午, 擦黑, 打烊前, 昨晚's 晚. */
export function partTokens(seek: Seek): PartToken[] {
  const tokens: PartToken[] = [];
  for (const match of seek(PART)) {
    const part = PARTS.find(({ name }) => match.groups?.[name] !== undefined);
    if (part === undefined) continue;
    const { name, from, to } = part;
    tokens.push({ type: 'part', start: match.index, end: match.index + match[0].length, name, from, to });
  }
  return tokens;
}
