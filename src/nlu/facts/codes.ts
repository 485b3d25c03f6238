import { anyOf, type Lists } from '../../dialog/phrase.ts';
import { matches } from '../matches.ts';
import { readNumber } from '../number.ts';
import type { Found } from './matcher.ts';
import { WEIGHTS } from './matcher.ts';

/** Where the merchant says that there was no code. Contract: response_code is a code or "none". */
export const NO_CODE = 'none';

/** Finds response codes in a normal text. */
export interface CodeFinder {
  readonly find: (text: string, asked: boolean) => Found[];
}

const CODE = '(?<![0-9a-z.:/+-]|不是 ?)([0-9a-z] ?[0-9a-z])(?![0-9a-z]|[.:/%+-][0-9])';
const SPOKEN =
  '([零〇一二三四五六七八九]{2}|[一二三四五六七八九]?十[一二三四五六七八九]?)(?![零一二三四五六七八九十百千万])';

/** Compiles the lists code_before, code_after, not_after_code, no_code and no_code_answer for the known codes. */
export function createCodeFinder(slot: string, codes: ReadonlySet<string>, lists: Lists): CodeFinder {
  const any = (name: string): string => anyOf(lists[name] ?? [], lists);
  const unit = `(?! ?(?:${any('not_after_code')}))`;
  const before = `(?:${any('code_before')})(?:${any('code_filler')}){0,3}`;
  const patterns = {
    near: [
      new RegExp(`${before}${CODE}${unit}`, 'g'),
      new RegExp(`${before}${SPOKEN}${unit}`, 'g'),
      new RegExp(`${CODE}(?= ?(?:${any('code_after')}))`, 'g'),
    ],
    bare: [new RegExp(`${CODE}${unit}`, 'g'), new RegExp(`^${SPOKEN}`, 'g')],
    none: new RegExp(any('no_code')),
    noneAnswer: new RegExp(any('no_code_answer')),
  };
  const read = (text: string, list: readonly RegExp[], weight: number): Found[] =>
    list.flatMap((pattern) =>
      [...matches(text, pattern)].flatMap((match) => {
        const written = match[1] ?? '';
        const value = codeOf(written);
        // what is asked for stands at the end of every pattern
        const end = match.index + match[0].length;
        const start = end - written.length;
        return codes.has(value) ? [{ slot, value, start, end, weight }] : [];
      }),
    );
  return {
    find: (text, asked) => {
      const stated = read(text, patterns.near, WEIGHTS.says);
      if (stated.length > 0) return stated;
      const bare = asked ? read(text, patterns.bare, WEIGHTS.answer).slice(0, 1) : [];
      if (bare.length > 0) return bare;
      const none = patterns.none.exec(text) ?? (asked ? patterns.noneAnswer.exec(text) : null);
      if (none === null) return [];
      const [start, end] = [none.index, none.index + none[0].length];
      return [{ slot, value: NO_CODE, start, end, weight: WEIGHTS.says }];
    },
  };
}

function codeOf(written: string): string {
  const compact = written.replaceAll(' ', '');
  const number = /[0-9a-z]/.test(compact) ? null : readNumber(compact);
  return number === null ? compact.toUpperCase() : String(number).padStart(2, '0');
}
