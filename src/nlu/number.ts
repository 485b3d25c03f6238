const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
  亿: 100_000_000,
};

const PART = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|./gsu;
const DIGITS_ONLY = /^[零〇一二三四五六七八九]{2,}$/;
/** 千八 and 百五 leave the one before the unit out. */
const HEADLESS = /^[百千](?=[二三四五六七八九]$)/;

interface State {
  /** closed 万 and 亿 groups */
  total: number;
  /** the group being read */
  group: number;
  digit: number | null;
  /** the unit read last: 三万六 means six thousand more */
  unit: number;
  /** the unit of the group closed last */
  closed: number;
  afterZero: boolean;
}

/** Reads a number of digits, Chinese numerals or a mixture (三万六, 1.2w, 8千, 21,300, 二〇二六); null when it is none. */
export function readNumber(text: string): number | null {
  if (DIGITS_ONLY.test(text)) return Number([...text].map((char) => DIGITS[char] ?? 0).join(''));
  const state: State = { total: 0, group: 0, digit: null, unit: 0, closed: 0, afterZero: false };
  const parts = text.replaceAll('廿', '二十').replace(HEADLESS, '一$&').match(PART);
  if (!parts?.every((part) => take(state, part))) return null;
  return cents(state.total + state.group + lastDigit(state));
}

function take(state: State, part: string): boolean {
  const unit = UNITS[part];
  if (unit !== undefined) return takeUnit(state, unit);
  const digit = DIGITS[part] ?? Number(part.replaceAll(',', ''));
  if (Number.isNaN(digit) || part === ' ') return false;
  if (state.digit !== null && state.digit !== 0) return false;
  state.afterZero = digit === 0 || state.digit === 0;
  state.digit = digit;
  return true;
}

function takeUnit(state: State, unit: number): boolean {
  const fits = unit < 10_000 ? addToGroup(state, unit) : closeGroup(state, unit);
  state.digit = null;
  state.unit = unit;
  state.afterZero = false;
  return fits;
}

function addToGroup(state: State, unit: number): boolean {
  const count = state.digit ?? (unit === 10 ? 1 : 0);
  const descends = state.group === 0 || unit < state.unit;
  state.group += count * unit;
  return count > 0 && descends;
}

function closeGroup(state: State, unit: number): boolean {
  const group = state.group + (state.digit ?? 0);
  const descends = state.total === 0 || unit < state.closed;
  state.total += group * unit;
  state.closed = unit;
  state.group = 0;
  return group > 0 && descends;
}

function lastDigit(state: State): number {
  const digit = state.digit ?? 0;
  const short = state.unit >= 100 && !state.afterZero && digit < 10;
  return short ? (digit * state.unit) / 10 : digit;
}

function cents(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}
