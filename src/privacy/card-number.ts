/** Digits of a possible card number, what stands before them, and how they were written. */
export interface Candidate {
  readonly digits: string;
  /** lengths of the groups that the digits were written in */
  readonly shape: readonly number[];
  /** what the words before the number call it */
  readonly label: 'card' | 'identity' | 'record' | null;
}

/** Ranges of the card networks, with the lengths they issue (ISO/IEC 7812 registry, network rules). */
const NETWORKS: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^(5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(30[0-5]|36|38|39)\d{11,12}$/,
  /^(6011|64[4-9]\d|65\d{2})\d{12,15}$/,
  /^35(2[89]|[3-8]\d)\d{12,15}$/,
  /^62\d{14,17}$/,
  /^1[1-9]\d{13}$/,
];
/** Debit cards of Chinese banks from before the 62 range, and Maestro: many ranges, only the first digit in common. */
const LOCAL = /^([3569]|81)\d{14,18}$/;
const UNIONPAY = /^62\d{14,17}$/;

/** Whether digits are a bank card number. UnionPay numbers count even mistyped; a number that the merchant calls
 * an order, merchant or reference number counts only if everything else says card. */
export function isCardNumber({ digits, shape, label }: Candidate): boolean {
  if (digits.length < 13 || digits.length > 19 || !isCardShape(shape)) return false;
  if (label === 'card') return true;
  const valid = passesLuhn(digits);
  if (valid && NETWORKS.some((range) => range.test(digits))) return true;
  if (label !== null) return false;
  return UNIONPAY.test(digits) || (valid && digits.length >= 16 && LOCAL.test(digits));
}

/** Cards are written in equal groups or start with a group of four or more; "400-820-2819 400-…" is no card. */
function isCardShape(shape: readonly number[]): boolean {
  const first = shape[0] ?? 0;
  return first >= 4 || shape.slice(0, -1).every((length) => length === first);
}

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
