import type { HolidayTable } from '../../calendar/holidays.ts';
import { matches } from '../matches.ts';
import { readTimes, type Time } from './read-times.ts';
import {
  ATTRIBUTE,
  BOUND,
  CLAUSE_END,
  CORRECTION,
  DEADLINE,
  DEEDS,
  DENIED,
  DONE,
  HABIT,
  IN_USE,
  NOW_SELLING,
  PRESENT,
  QUESTION,
  RECONSIDERED,
  UNTIL,
} from './sale-words.ts';

/** In whose light a text is read: the question just asked was that for the time of the sale, another one, or none. */
export interface SaleHints {
  readonly asked: 'sale' | 'other' | null;
}

interface Candidate {
  readonly time: Time;
  /** how surely it is the sale's; 0 and below: it is not */
  readonly score: number;
}

/** The time of the sale among the times of a text (see readTimes), or null when they are of something else. */
export function saleTime(text: string, at: number, calendar: HolidayTable, hints: SaleHints): Time | null {
  const times = readTimes(text, at, calendar);
  const light = corrects(text, times) ? { asked: 'sale' as const } : hints;
  const candidates = settingsOf(text, times)
    .map((setting) => ({ time: setting.time, score: scoreOf(text, setting, light) }))
    .filter(({ score }) => score > 0);
  const corrected = afterCorrection(text, candidates);
  const best = Math.max(...corrected.map(({ score }) => score));
  const found = corrected.find(({ score }) => score === best)?.time;
  return found === undefined ? null : closest(found, corrected);
}

/** A time that another one of the same sale tells more closely: 昨晚 ..., 是夜里十一点四十. */
function closest(found: Time, candidates: readonly Candidate[]): Time {
  const within = candidates.filter(({ time }) => time.from >= found.from && time.to <= found.to);
  const narrow = within.map(({ time }) => time).sort((a, b) => a.to - a.from - (b.to - b.from));
  return narrow[0] ?? found;
}

/** "不是今天，是前天": a time that is put right is the one that was told, whatever was asked meanwhile. */
function corrects(text: string, times: readonly Time[]): boolean {
  const denied = times.slice(0, -1).some((time) => DENIED.test(text.slice(0, time.start)));
  return (
    denied ||
    [...matches(text, CORRECTION)].some(
      ({ 0: mark, index }) =>
        times.some(({ start }) => start > index) &&
        (!RECONSIDERED.test(mark) || times.some(({ end }) => end <= index)),
    )
  );
}

/** Of a correction only what follows it counts, if any time does. */
function afterCorrection(text: string, candidates: readonly Candidate[]): readonly Candidate[] {
  const marks = [...matches(text, CORRECTION)].map((match) => match.index);
  for (const mark of marks.reverse()) {
    const later = candidates.filter(({ time }) => time.start > mark);
    if (later.length > 0) return later;
  }
  return candidates;
}

/** A time and the text between it and its neighbours. */
interface Setting {
  readonly time: Time;
  /** the clause so far */
  readonly before: string;
  /** the same, or the last words of the clause before where only a blank parts them */
  readonly lead: string;
  readonly said: string;
  readonly after: string;
}

function settingsOf(text: string, times: readonly Time[]): Setting[] {
  return times.map((time, index) => {
    const earlier = text.slice(times[index - 1]?.end ?? 0, time.start);
    const before = lastClause(earlier);
    return {
      time,
      before,
      lead: before === '' ? lastClause(earlier.slice(-6).trimEnd()) : before,
      said: text.slice(time.start, time.end),
      after: text.slice(time.end, times[index + 1]?.start ?? text.length),
    };
  });
}

function lastClause(text: string): string {
  return text.split(CLAUSE_END).at(-1) ?? '';
}

function scoreOf(text: string, setting: Setting, { asked }: SaleHints): number {
  const { time } = setting;
  const general = asked !== 'sale' && time.tie === 'none' && isGeneral(text, setting.said);
  if (general || isExcluded(setting)) return 0;
  const deed = deedOf(setting);
  if (deed === 'other' || deed === 'look') return 0;
  // In the answer to another question 这周的都没到 tells the scope and 昨天 alone nothing.
  const loose = deed === null || (deed === 'money' && time.vague);
  if (asked === 'other' && loose) return 0;
  return (deed === null ? 2 : 4) + (time.tie === 'since' ? -1.5 : 0) + (time.tie === 'none' ? -0.5 : 0);
}

function isExcluded({ time, before, after }: Setting): boolean {
  if (DENIED.test(before) || HABIT.test(before)) return true;
  if (time.tie === 'now') return !NOW_SELLING.test(after);
  if (time.tie === 'since') return IN_USE.test(before);
  const reckoned = time.tie === 'ago' || time.tie === 'just';
  if (reckoned) return false;
  return UNTIL.test(before) || DEADLINE.test(after) || PRESENT.test(after);
}

/** 周六刷卡周日能到账吗 asks for the rule: a question without a finished deed. */
function isGeneral(text: string, said: string): boolean {
  return QUESTION.test(text) && (BOUND.test(said) || !DONE.test(text));
}

/** `money`: 昨天的货款; `look`: somebody looked or the receipt says. */
type Deed = 'sale' | 'money' | 'look' | 'other';

/** What the sentence says was done at that time: the first deed after it in its clause, else the last one before. */
function deedOf({ time, lead, said, after }: Setting): Deed | null {
  if (deeds(said).includes('sale')) return 'sale';
  // What follows 三天了 is that the money is not there, which every merchant says.
  if (time.tie === 'since') return lastDeed(lead);
  if (ATTRIBUTE.test(after)) return 'money';
  return deeds(after.split(CLAUSE_END)[0] ?? '')[0] ?? lastDeed(lead);
}

function lastDeed(lead: string): Deed | null {
  return deeds(lead).findLast((deed) => deed !== 'look') ?? null;
}

function deeds(clause: string): Deed[] {
  return [...matches(clause, DEEDS)].map(({ groups }) => {
    if (groups?.sale !== undefined) return 'sale';
    return groups?.look === undefined ? 'other' : 'look';
  });
}
