import { mkdirSync, writeFileSync } from 'node:fs';
import { begin } from '../src/conversation/conversation.ts';
import { type Advisor, understood } from '../src/desk/advisor.ts';
import { triageText } from '../src/desk/triage.ts';
import { mask } from '../src/privacy/mask.ts';
import { shippedAdvisor } from '../test/support/advisor.ts';
import { median } from './median.ts';

/** Repeated until the text is as long as a door lets through: what a slow pattern would stumble over. */
const UNITS = [
  ...[
    '6',
    '6 ',
    '1,',
    '1.',
    '1万',
    '一',
    '一百',
    '万',
    '元',
    '¥1',
    '51',
    '00',
    '.',
    ',',
    '?',
    '(',
    '((',
    '&',
  ],
  ...[
    '昨天',
    '昨天下午',
    '前天晚上',
    '昨',
    '3点',
    '3点半',
    '11月',
    '11月1日',
    '2026-',
    '2026年',
    '00:',
    '周一',
  ],
  ...[
    '储蓄卡',
    '卡',
    '信用卡和',
    '没',
    '没没',
    '不是',
    '不是没有',
    '或者',
    '还是',
    '是不是',
    '钱',
    '到账',
    '到到',
  ],
  ...['T+1', 'D0', 'T+', '第1', '工行', '微信', '密码', '密码1', '转人工', '说', '对方说', '的', '了'],
  ...[
    '商家:',
    '商家:a\n',
    '客服:',
    '[10:00] ',
    '10:00 ',
    '10:00:00 客户\n',
    '\n',
    ' ',
    '\t',
    '::',
    '--',
    '——',
  ],
  ...['A', 'a1', 'x.', '😀', 'ß', 'İ', 'ﷺ', '\ud83d', '\u200b', 'e\u0301'],
];
const AT = Date.parse('2026-11-18T10:00:00+08:00');
const RUNS = 3;
const SHOWN = 5;
/** Longest texts: masking is held to more than any door lets through. */
const LENGTHS = { mask: 200_000, message: 2_000, transcript: 10_000 };
const MOST_MS = { mask: 250, message: 250, transcript: 2_500 };

type Reader = keyof typeof LENGTHS;

/** Times what reads the texts of strangers on the worst of them, CPU ms (median); writes bench/results/hostile.md. Exit
 * code 1 where one takes longer than a server may stand still. */
export async function main(): Promise<number> {
  const advisor = await shippedAdvisor();
  const readers: Readonly<Record<Reader, (text: string) => unknown>> = {
    mask,
    message: (text) => understood(advisor, begin('c'), text, AT),
    transcript: (text) => triaged(advisor, text),
  };
  const rows = (['mask', 'message', 'transcript'] as const).map((name) => rowOf(name, readers[name]));
  const table = [
    '# Hostile texts',
    '',
    `${UNITS.length} pieces of text, each repeated to the length that a door lets through (masking: 200,000 characters): CPU ms of the`,
    `slowest, median of ${RUNS}. Made by \`npm run bench:hostile\`.`,
    '',
    '| reader | characters | at most | slowest | the next |',
    '|---|---|---|---|---|',
    ...rows.map(({ row }) => row),
    '',
  ].join('\n');
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/hostile.md', table);
  console.log(table);
  return rows.every(({ holds }) => holds) ? 0 : 1;
}

function triaged(advisor: Advisor, text: string): unknown {
  return triageText(advisor, text, AT, null);
}

function rowOf(name: Reader, read: (text: string) => unknown) {
  const length = LENGTHS[name];
  const times = UNITS.map((unit) => ({ unit, ms: cpuOf(read, textOf(unit, length)) }));
  times.sort((a, b) => b.ms - a.ms);
  const worst = times[0]?.ms ?? 0;
  const said = times.slice(0, SHOWN).map(({ unit, ms }) => `${JSON.stringify(unit)} ${ms.toFixed(1)}`);
  const [first, ...next] = said;
  const cells = [name, length, `${MOST_MS[name]} ms`, first, next.join(', ')];
  return { row: `| ${cells.join(' | ')} |`, holds: worst <= MOST_MS[name] };
}

function textOf(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function cpuOf(read: (text: string) => unknown, text: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    read(text);
    return process.cpuUsage(before).user / 1000;
  });
  return median(times);
}
