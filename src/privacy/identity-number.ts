import { type Digits, numberAt } from './digits.ts';

/** First two digits: the provinces (GB/T 2260). */
const PROVINCES: ReadonlySet<number> = new Set([
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
  62, 63, 64, 65, 71, 81, 82, 83,
]);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether digits of such a length are a mainland identity number: 17 and the check digit (GB 11643), which may be an
 * X that follows them, or the old 15. */
export function isIdentityNumber(
  { values }: Digits,
  from: number,
  length: number,
  beforeX: boolean,
): boolean {
  if (!PROVINCES.has(pairAt(values, from))) return false;
  const isOld = length === 15;
  const century = isOld ? 19 : pairAt(values, from + 6);
  const day = isOld ? from + 6 : from + 8;
  if (!isDate(century * 100 + pairAt(values, day), pairAt(values, day + 2), pairAt(values, day + 4)))
    return false;
  return isOld || checkDigit(values, from) === (beforeX ? 10 : values[from + 17]);
}

function pairAt(values: Digits['values'], at: number): number {
  return numberAt(values, at) * 10 + numberAt(values, at + 1);
}

/** Whether so many digits, with an X after them or without, may be an identity number. */
export function isIdentityLength(length: number, beforeX: boolean): boolean {
  return beforeX ? length === 17 : length === 15 || length === 18;
}

/** 10 stands for X. */
function checkDigit(values: Digits['values'], from: number): number | undefined {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i += 1) sum += numberAt(WEIGHTS, i) * numberAt(values, from + i);
  return CHECKS[sum % 11];
}

/** A day on which someone alive may have been born. */
function isDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year >= 2100 || day < 1) return false;
  const isLeap = year % 4 === 0 && year !== 1900;
  return day <= (month === 2 && isLeap ? 29 : numberAt(DAYS, month - 1));
}
