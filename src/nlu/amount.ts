import {
  BEFORE,
  BETWEEN,
  CLAUSE_END,
  CODE_BEFORE,
  CORRECTED,
  DENIED,
  LOOSE,
  LOOSE_COUNTED,
  LOOSE_TAIL,
  MONEY_NEAR,
  NEVER_AFTER,
  PIECE,
  PLAIN,
  REACH,
  SERVICE_LINE,
  TAKEN,
} from './amount-words.ts';
import { matches } from './matches.ts';
import { readNumber } from './number.ts';

/** A sum of money named in a text, in yuan. Offsets are of the normalised text. */
export interface Amount {
  /** the sum itself, or a likely one of a loose range */
  readonly yuan: number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly approx: boolean;
}

/** Longer numbers are no sums of a shop. */
const TOO_MUCH = 1e10;

type Groups = Readonly<Record<string, string | undefined>>;
type Sum = Pick<Amount, 'yuan' | 'from' | 'to' | 'approx'>;

/** Reads every sum of money in normalised text, in its order; not codes, tails, dates, hours, counts or percentages. */
export function readAmounts(text: string): Amount[] {
  const found = [...looseSums(text), ...plainSums(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  const amounts: Amount[] = [];
  for (const amount of found) {
    const last = amounts.at(-1);
    if (last !== undefined && amount.start < last.end) continue;
    const range = last === undefined ? null : rangeOf(text, last, amount);
    if (range === null) amounts.push(amount);
    else amounts[amounts.length - 1] = range;
  }
  return amounts;
}

/** 一万多到几万 and 一万以上五万以内 are one sum. */
function rangeOf(text: string, low: Amount, high: Amount): Amount | null {
  const gap = text.slice(low.end, high.start);
  const reaches = REACH.test(gap) || (gap === '' && text.slice(0, low.end).endsWith('以上'));
  if (!reaches || high.to <= low.from) return null;
  const yuan = Math.round((low.from + high.to) / 2);
  return { yuan, from: low.from, to: high.to, start: low.start, end: high.end, approx: true };
}

function looseSums(text: string): Amount[] {
  const amounts: Amount[] = [];
  for (const { word, least, most, usual } of LOOSE) {
    for (const match of matches(text, word)) {
      amounts.push(...loose(text, match, { yuan: usual, from: least, to: most, approx: true }));
    }
  }
  for (const match of matches(text, BETWEEN)) {
    const [low, high, unit] = ['low', 'high', 'unit'].map((name) => match.groups?.[name] ?? '');
    const from = readNumber(`${low}${unit}`) ?? 0;
    const last = readNumber(`${high}${unit}`) ?? 0;
    const step = readNumber(`一${unit}`) ?? 0;
    if (last - from !== step) continue;
    amounts.push(...loose(text, match, { yuan: last, from, to: last + step - 1, approx: true }));
  }
  return amounts;
}

function loose(text: string, match: RegExpExecArray, sum: Sum): Amount[] {
  const start = match.index;
  const after = text.slice(start + match[0].length);
  if (LOOSE_COUNTED.test(after)) return [];
  const tail = LOOSE_TAIL.exec(after);
  const end = start + match[0].length + (tail?.[0].length ?? 0);
  const within = tail?.groups?.bound !== undefined;
  return [{ ...sum, to: within ? Math.max(sum.yuan, sum.from) : sum.to, start, end }];
}

function plainSums(text: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of matches(text, PLAIN)) {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const scale = groups.scale ?? '';
    const base = readNumber(groups.some === undefined ? `${groups.number}${scale}` : `${groups.number}`);
    if (base === null || base === 0 || base > TOO_MUCH || !isMoney(text, groups, { start, end })) continue;
    const factor = groups.some === undefined ? 1 : (readNumber(`一${scale}`) ?? 1);
    amounts.push({ ...sumOf(groups, base, factor), start, end });
  }
  return amounts;
}

function isMoney(text: string, groups: Groups, { start, end }: { start: number; end: number }): boolean {
  const number = groups.number ?? '';
  const before = text.slice(Math.max(0, start - 8), start);
  if (groups.mark !== undefined) return true;
  if (groups.coin !== undefined) {
    const piece = number === '一' && groups.coin === '块';
    return !(piece && (PIECE.before.test(before) || PIECE.after.test(text.slice(end))));
  }
  if (/[百千万亿wk]/.test(number + (groups.scale ?? ''))) return true;
  if (/^[二两三四五六七八九]?十[一二三四五六七八九]?$/.test(number)) return TAKEN.test(before);
  if (!/^[1-9][\d,.]*$/.test(number)) return false;
  // 68.00 alone is a sum, 11.15 alone may be a date.
  return (text === number && /\.\d?0$/.test(number)) || isBareSum(number, before);
}

/** Digits alone are money from three to five of them, unless what stands before makes them a code. */
function isBareSum(number: string, before: string): boolean {
  if (CODE_BEFORE.test(before)) return false;
  const [whole = '', cents] = number.replaceAll(',', '').split('.');
  const near = MONEY_NEAR.test(before);
  if (SERVICE_LINE.test(whole) && !whole.endsWith('000')) return near && whole.length === 3;
  const enough = whole.length >= 3 || (near && cents?.length === 2);
  return enough && (whole.length <= 5 || near || number.includes(',')) && whole.length <= 7;
}

function sumOf(groups: Groups, base: number, factor: number): Sum {
  const dime = groups.half === undefined ? (readNumber(groups.dime ?? '零') ?? 0) / 10 : 0.5;
  const value = (base + dime) * factor;
  const step = magnitude(base) * factor;
  const more = groups.some ?? groups.more ?? (groups.bound === '出头' ? groups.bound : undefined);
  if (more !== undefined)
    return { yuan: value + step / 2, from: value, to: value + step - Math.min(1, step / 2), approx: true };
  return bounded(value, groups.about ?? '', groups.bound ?? '');
}

function bounded(value: number, about: string, bound: string): Sum {
  if (/^[不将快小]/.test(about)) {
    return { yuan: value - 1, from: value * 0.8, to: value - 1, approx: true };
  }
  if (/^(?:以上|往上)/.test(bound)) return { yuan: value + 1, from: value, to: value * 2, approx: true };
  if (/^(?:[以之]内|以下)/.test(bound)) {
    return { yuan: value, from: Math.min(1, value), to: value, approx: true };
  }
  const approx = about !== '' || bound !== '';
  const slack = approx ? value / 10 : 0;
  return { yuan: value, from: value - slack, to: value + slack, approx };
}

/** The last counted place: 1000 of 八千, 10 of 三百二十. 一万二 counts in thousands. */
function magnitude(value: number): number {
  let step = 1;
  while (value % (step * 10) === 0 && step < value) step *= 10;
  return step;
}

/**
 * The sum that was sold or rung up, or null when the sums of the text are fees, limits, arrivals or refunds.
 * A text that answers another question must say that the sum was sold.
 */
export function saleAmount(text: string, asked: 'sale' | 'other' | null = null): Amount | null {
  const amounts = readAmounts(text);
  const scored = amounts.map((amount, index) => ({
    amount,
    score: scoreOf(text, amounts[index - 1]?.end ?? 0, amount),
  }));
  const never = new Set(scored.filter(({ score }) => score === 0).map(({ amount }) => amount.yuan));
  const least = asked === 'other' ? SCORES.sale : SCORES.due;
  const open = scored.filter(
    ({ amount, score }) => score >= SCORES.sale || (score >= least && !never.has(amount.yuan)),
  );
  const corrected = afterCorrection(text, open);
  const best = Math.max(...corrected.map(({ score }) => score));
  return corrected.find(({ score }) => score === best)?.amount ?? null;
}

interface Scored {
  readonly amount: Amount;
  /** 0: not the sale's */
  readonly score: number;
}

function afterCorrection(text: string, scored: readonly Scored[]): readonly Scored[] {
  for (const mark of [...matches(text, CORRECTED)].reverse()) {
    const later = scored.filter(({ amount }) => amount.start > mark.index);
    if (later.length > 0) return later;
  }
  return scored;
}

const SCORES = { rung: 5, done: 4, sale: 3, none: 2, due: 1, never: 0 };
const VERDICTS = ['rung', 'done', 'sale', 'due', 'never'] as const;

function scoreOf(text: string, from: number, { start, end }: Amount): number {
  const before = clauseBefore(text, from, start);
  if (DENIED.test(before) || NEVER_AFTER.test(text.slice(end))) return SCORES.never;
  let verdict: keyof typeof SCORES = 'none';
  for (const { groups = {} } of matches(before, BEFORE)) {
    const said = VERDICTS.find((name) => groups[name] !== undefined) ?? 'none';
    // A limit or a fee stays one through a mere verb: 最多能收500.
    if (said !== 'sale' || verdict !== 'never') verdict = said;
  }
  return SCORES[verdict];
}

/** The words of the clause before an offset; a blank right before it ends none. */
function clauseBefore(text: string, from: number, to: number): string {
  return text.slice(from, to).trimEnd().split(CLAUSE_END).at(-1) ?? '';
}
