/** Digits that stand together, with positions in the text. */
export interface DigitGroup {
  readonly from: number;
  readonly to: number;
  /** an X follows, as in identity numbers; it lies outside the group */
  readonly beforeX: boolean;
  /** whether only a few spaces or dashes lie between the previous group and this one */
  readonly joined: boolean;
}

/** Longest filling between two groups of one number: "4012 - 8888". */
const LONGEST_GAP = 3;
const GAP = /^[ \t\-_\u00a0\u00b7\u2010-\u2015\u200b-\u200d\ufeff]+$/;
const GROUP = /\d+/g;
const FINAL_X = /^X(?![A-Z])/i;

/** All groups of digits of a half-width text, in order, in linear time. */
export function digitGroups(text: string): readonly DigitGroup[] {
  const groups: DigitGroup[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const match of text.matchAll(GROUP)) {
    const from = match.index;
    const to = from + match[0].length;
    const beforeX = FINAL_X.test(text.slice(to, to + 2));
    const joined = from - end <= LONGEST_GAP && GAP.test(text.slice(end, from));
    groups.push({ from, to, beforeX, joined });
    end = to;
  }
  return groups;
}
