import { type Digits, numberAt, passesLuhn } from './digits.ts';
import type { Label } from './label.ts';

/** Where digits begin that may be a number of a card or an account. */
export interface Candidate {
  /** the first digit */
  readonly from: number;
  /** its first four digits as a number */
  readonly lead: number;
  /** what the words before it call it */
  readonly label: Label;
}

interface Range {
  /** the first four digits, from and to */
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}

const LONG = [16, 17, 18, 19];

/** Ranges of the card networks, with the lengths they issue (ISO/IEC 7812 registry, network rules). */
const NETWORKS: readonly Range[] = [
  { from: 4000, to: 4999, lengths: [13, 16, 19] },
  { from: 5100, to: 5599, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 3400, to: 3499, lengths: [15] },
  { from: 3700, to: 3799, lengths: [15] },
  { from: 3000, to: 3059, lengths: [14] },
  { from: 3600, to: 3699, lengths: [13, 14] },
  { from: 3800, to: 3999, lengths: [13, 14] },
  { from: 6011, to: 6011, lengths: LONG },
  { from: 6440, to: 6599, lengths: LONG },
  { from: 3528, to: 3589, lengths: LONG },
  { from: 6200, to: 6299, lengths: LONG },
];
/** Debit cards of Chinese banks from before the 62 range, and Maestro: many ranges, only the first digit in common; and
 * cards of airlines. */
const LOCAL: readonly Range[] = [
  { from: 1100, to: 1999, lengths: [15] },
  { from: 3000, to: 3999, lengths: LONG },
  { from: 5000, to: 6999, lengths: LONG },
  { from: 8100, to: 8199, lengths: LONG },
  { from: 9000, to: 9999, lengths: LONG },
];
/** digits of the shortest card, and of the shortest account */
const SHORTEST_CARD = 13;
const SHORTEST_ACCOUNT = 12;

/** Whether so many digits are a bank card number, and how surely. UnionPay numbers count even mistyped; a number that the
 * merchant calls an order, merchant or reference number counts only if everything else says card; one that he calls
 * a card or an account always. */
export function cardNumber(
  digits: Digits,
  { from, lead, label }: Candidate,
  length: number,
): 'sure' | 'likely' | null {
  const valid = length >= SHORTEST_CARD && passesLuhn(digits, from, length);
  if (valid && isIn(NETWORKS, lead, length)) return 'sure';
  if (label === 'card') return length >= SHORTEST_ACCOUNT ? 'likely' : null;
  if (label !== null) return null;
  if (valid && isIn(LOCAL, lead, length)) return 'sure';
  return isUnionPay(lead) && length >= 16 ? 'likely' : null;
}

/** Whether a number that begins with such four digits is one of UnionPay. */
export function isUnionPay(lead: number): boolean {
  return lead >= 6200 && lead < 6300;
}

/** So many digits as a number: what a card's network is known by, or a country. */
export function leadAt(values: Digits['values'], from: number, length: number): number {
  let lead = 0;
  for (let i = from; i < from + length; i += 1) lead = lead * 10 + numberAt(values, i);
  return lead;
}

function isIn(ranges: readonly Range[], lead: number, length: number): boolean {
  for (const { from, to, lengths } of ranges) {
    if (lead >= from && lead <= to && lengths.includes(length)) return true;
  }
  return false;
}
