import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { phraseSource } from '../src/dialog/phrase.ts';
import { createFactReader } from '../src/nlu/facts/fact-reader.ts';
import { normalize } from '../src/nlu/normalize.ts';
import { gramOf, neededGrams } from '../src/nlu/sieve/needs.ts';
import { createSieve } from '../src/nlu/sieve/sieve.ts';
import { shippedContent } from './support/shipped-content.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
const content = await shippedContent();
const { lists } = content.vocabulary;

/** The same reader with nothing held back. */
vi.resetModules();
vi.doMock('../src/nlu/sieve/sieve.ts', () => ({ createSieve: (items: readonly object[]) => () => items }));
const unsieved = (await import('../src/nlu/facts/fact-reader.ts')).createFactReader(content);
const sieved = createFactReader(content);
afterAll(() => vi.doUnmock('../src/nlu/sieve/sieve.ts'));

const phrases = phrasesOf(content);
const questions = Object.values(content.slots).flatMap(({ id, question }) => (question === null ? [] : [id]));
const sentences = [
  ...Object.values(content.intents.examples).flat(),
  ...Object.values(content.answers).flatMap((values) => Object.values(values).flat()),
];
/** Words that phrases are made of, and the hours and days of any sentence. */
const words = [
  ...phrases.flatMap((phrase) => phrase.split(/[^\p{Script=Han}a-z0-9]+/u)).filter((word) => word !== ''),
  ...[
    '昨天',
    '3点',
    '11月3号',
    '上周五',
    '国庆',
    '初五',
    '半小时前',
    '10:30',
    '11.15',
    '三千',
    ',',
    ' ',
    '。',
    '1',
  ],
];
const anyWords = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...sentences), fc.string({ maxLength: 4 })), {
    maxLength: 9,
  })
  .map((parts) => parts.join(''));

function phrasesOf({ slots, vocabulary }: Content): string[] {
  const options = Object.values(slots).flatMap((slot) => slot.options);
  return [
    ...options.flatMap(({ says, answers, unless }) => [...says, ...answers, ...unless]),
    ...Object.values(vocabulary.lists).flat(),
  ];
}

function needsOf(source: string): string[][] {
  const written = (gram: number) =>
    String.fromCharCode(...[gram >>> 16, gram & 0xffff].filter((unit) => unit > 0));
  return neededGrams(new RegExp(source)).map((needs) => needs.map((need) => need.map(written).join(' ')));
}

function patternsMatching(text: string, patterns: readonly RegExp[]): RegExp[] {
  return patterns.filter((pattern) => pattern.test(text));
}

describe('What a pattern needs', () => {
  test.each<readonly [string, string[][]]>([
    ['没到账', [['没到', '到账']]],
    ['冻结|锁(?:了|住)', [['冻结'], ['锁了 锁住']]],
    ['换.{0,6}卡', [['换', '卡']]],
    ['(?:换|改)(?:了|过)?卡', [['了卡 过卡 换卡 改卡', '换了 换过 换卡 改了 改过 改卡']]],
    ['[没未]?到', [['没到 未到 到']]],
    ['\\d+元|[^a-z]元', [['元'], ['元']]],
    ['(?<!没)刷(?=卡)', [['卡', '刷']]],
    ['(?:好){2,}x*', [['好']]],
    ['a{0}b?', [[]]],
    ['.*', [[]]],
    ['(?!)', [[]]],
    ['(一)\\1二', [[]]],
    ['\\u94b1\\x41', [['钱A']]],
    ['[\\u4e00-\\u9fff]卡', [['卡']]],
    ['[a-c]卡', [['a卡 b卡 c卡']]],
    ['\\bp{2}$', [['p']]],
  ])('%s', (source, needs) => {
    expect(needsOf(source)).toEqual(needs);
  });

  test('is nothing that is known where letters of both cases count', () => {
    expect(neededGrams(/pos/i)).toEqual([[]]);
    expect(neededGrams(/pos/g)).toEqual([[[gramOf(111, 112)], [gramOf(115, 111)]]]);
  });
});

describe('The sieve', () => {
  const patterns = phrases.map((phrase) => new RegExp(phraseSource(phrase, lists)));
  const sieve = createSieve(patterns, (pattern) => pattern);

  test('keeps back no pattern that matches, whatever the text', () => {
    fc.assert(
      fc.property(anyWords, (text) => {
        const passed = new Set(sieve(text));
        expect(patternsMatching(text, patterns).filter((pattern) => !passed.has(pattern))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('keeps most patterns back that match nowhere', () => {
    const texts = sentences.filter((_, i) => i % 100 === 0);
    const passed = texts.reduce((sum, text) => sum + sieve(text).length, 0);
    expect(passed / texts.length / patterns.length).toBeLessThan(0.05);
  });

  test('gives items in their order', () => {
    const all = [/到/, /没/, /.*/, /账/];
    expect(createSieve(all, (one) => one)('没到账')).toEqual(all);
    expect(createSieve(all, (one) => one)('卡')).toEqual([/.*/]);
    expect(createSieve([], (one: RegExp) => one)('卡')).toEqual([]);
  });
});

describe('Facts and times', () => {
  const same = (text: string, asked: string | null): void => {
    const normal = normalize(text, content.vocabulary);
    const [one, other] = [sieved, unsieved].map((read) => JSON.stringify(read(normal, { at: AT, asked })));
    expect(one, text).toBe(other);
  };

  test('of every phrase are those that are read without a sieve', () => {
    for (const [i, phrase] of phrases.entries()) {
      same(
        phrase.replace(/…+/g, '我').replace(/[()[\]|*/?<>^$\\]/g, ' '),
        questions[i % questions.length] ?? null,
      );
    }
  });

  test('of sentences too, asked for or not', () => {
    for (const [i, text] of sentences.entries()) {
      if (i % 8 === 0) same(text, null);
      if (i % 32 === 0) same(text, questions[i % questions.length] ?? null);
    }
  });

  test('of any text', () => {
    fc.assert(
      fc.property(anyWords, fc.constantFrom(null, ...questions), (text, asked) => same(text, asked)),
      { numRuns: 600 },
    );
  });
});
