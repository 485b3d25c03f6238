import { mkdirSync, writeFileSync } from 'node:fs';
import { mask } from '../src/privacy/mask.ts';
import { median } from './median.ts';

/** 200 kB of every shape that a text may have, by its name. */
const BYTES = 200_000;
const RUNS = 9;
const SHAPES: readonly (readonly [string, string])[] = [
  ['digits', '6'],
  ['digits in disorder', '6222021234567890128411111111111111113800138000110105491231002'],
  ['single digits with spaces', '6 '],
  ['single digits with dashes', '4-'],
  ['single digits with commas', '6,'],
  ['digits and letters in turn', '1a'],
  ['digits and X in turn', '1X'],
  ['threes of digits', '138 '],
  ['fours of digits', '4111-'],
  ['full-width digits', '６'],
  ['Chinese numerals', '六二二'],
  ['Chinese numerals with spaces', '六 二 '],
  ['digits and Chinese numerals in turn', '6二'],
  ['card numbers', '6222 0212 3456 7890 128 '],
  ['card numbers as single digits', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1,'],
  ['card numbers with commas', '6222,0212,3456,7890,'],
  ['card numbers in lines', '6222\n0212\n3456\n7890\n\n'],
  ['single digits in lines', '6\n'],
  ['digits and emoji in turn', '4111😀'],
  ['digits as emoji', '6\ufe0f\u20e3'],
  ['passwords', '密码:a1b2c3d4 '],
  ['names of passwords', '密码:是:是:是'],
  ['signs after a password', '密码:a.1-'],
  ['mobile numbers', '13812345678,'],
  ['identity numbers', '11010519491231002X '],
  ['labels', '验证码'],
  ['labels with digits', '密码12'],
  ['labels with codes', '密码123456,'],
  ['labels with words after them', '密码给您给您给您给您给您'],
  ['labels of cards with digits', '卡号1'],
  ['codes with labels', '123456是我的'],
  ['letters', 'no digits at all '],
  ['Chinese text', '昨天下午刷的储蓄卡，钱到现在没到'],
];

/** Measures masking over 200 kB of every shape of text, CPU ms (median), and twice as much; writes bench/results. */
export async function main(): Promise<number> {
  const rows = SHAPES.map(([name, unit]) => rowOf(name, unit));
  const worst = Math.max(...rows.map(({ once }) => once));
  const table = [
    '# Masking',
    '',
    'Personal data is masked in linear time, whatever is written: CPU ms for 200 kB of UTF-8, median of',
    `${RUNS}, and for twice as much. Made by \`npm run bench:privacy\`; the target is 50 ms.`,
    '',
    '| 200 kB of | ms | 400 kB |',
    '|---|---|---|',
    ...rows.map(({ name, once, twice }) => `| ${name} | ${once.toFixed(1)} | ${twice.toFixed(1)} |`),
    '',
    `The slowest takes ${worst.toFixed(1)} ms.`,
    '',
  ].join('\n');
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/privacy.md', table);
  console.log(table);
  return worst <= 50 ? 0 : 1;
}

function rowOf(name: string, unit: string) {
  const one = unit.repeat(Math.ceil(BYTES / Buffer.byteLength(unit)));
  return { name, once: cpuOf(one), twice: cpuOf(one + one) };
}

function cpuOf(text: string): number {
  mask(text);
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    mask(text);
    return process.cpuUsage(before).user / 1000;
  });
  return median(times);
}
