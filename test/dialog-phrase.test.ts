import { describe, expect, test } from 'vitest';
import { anyOf, isPlain, phraseSource } from '../src/dialog/phrase.ts';

const LISTS = { 银行: ['工行', '建[设银]行'], own_words: ['俺'] };

/** Whether a phrase stands for the whole text. */
const fits = (phrase: string, text: string): boolean =>
  new RegExp(`^(?:${phraseSource(phrase, LISTS)})$`).test(text);

describe('what an author writes stands for', () => {
  test.each([
    ['themselves', '到账', ['到账'], ['到帐', '到账了']],
    ['one of several', '(没|未)到账', ['没到账', '未到账'], ['到账', '没未到账']],
    ['one or none', '没[有|能]到', ['没到', '没有到', '没能到'], ['没会到', '没有能到']],
    ['up to four of them', '[真|很]*慢', ['慢', '真很慢', '真真很很慢'], ['真真真很很慢', '太慢']],
    ['up to four of a choice', '(真|很)*慢', ['慢', '真真很很慢'], ['真真真很很慢']],
    ['a few characters of a clause', '没…到', ['没到', '没有人给我看到'], ['没有一个人给我看到']],
    [
      'more, of the next clause too',
      '没……到',
      ['没到', '没有，等了，还是看，也没到'],
      ['没有，等了一整天了，还是看，也没到'],
    ],
    ['a number', '#元', ['5元', '5,000.50元', '12万元', '3k元', '两千五百元', '几十元'], ['元', '，元']],
    [
      'words of a list',
      '我<银行>的卡',
      ['我工行的卡', '我建设银行的卡', '我建行的卡'],
      ['我的卡', '我农行的卡'],
    ],
    ['a list with a Latin name', '<own_words>的', ['俺的'], ['own_words的']],
    ['no word, where no list has the name', '<nowhere>卡', [], ['卡', '<nowhere>卡']],
    ['signs as they are', 'T+1.0', ['T+1.0'], ['TT1.0', 'T+1x0']],
    ['more signs as they are', '^a$b{2}\\', ['^a$b{2}\\'], ['a', 'abb']],
    ['a look ahead as it is', '到账(?!了)…', ['到账没有'], ['到账了']],
    ['a regular expression', '/到.?账/', ['到账', '到了账'], ['/到账/', '到不了账']],
    ['a group of it at most four times', '/(到|账)*/', ['', '到账到账'], ['到账到账到']],
    ['a group of it, once at least', '/(到|账)+/', ['账', '到账到账'], ['', '到账到账到']],
    ['words of a list in it', '/<银行>?卡/', ['工行卡', '卡'], ['农行卡']],
    ['slashes elsewhere as they are', '5/6/', ['5/6/'], ['6', '56']],
    ['a slash at the beginning alone', '/卡/号', ['/卡/号'], ['卡', '卡号']],
    ['a regular expression over two lines', '/卡\n号/', ['卡\n号'], ['卡号', '/卡\n号/']],
  ])('%s: %j', (_, phrase, fitting, others) => {
    for (const text of fitting) expect([text, fits(phrase, text)]).toEqual([text, true]);
    for (const text of others) expect([text, fits(phrase, text)]).toEqual([text, false]);
  });

  test.each([...' ,，。.;；!！?？~', '\n'])('no character of another clause, which %j begins', (sign) => {
    expect(fits('没…到', `没有${sign}到`)).toBe(false);
  });

  test('a gap of either width at its longest, and nothing longer', () => {
    expect(['六'.repeat(6), '七'.repeat(7)].map((gap) => fits('没…到', `没${gap}到`))).toEqual([true, false]);
    expect([14, 15].map((long) => fits('没……到', `没${'字'.repeat(long)}到`))).toEqual([true, false]);
  });

  test('any of several phrases, and none of none', () => {
    expect('没到账还是已到账'.match(new RegExp(anyOf(['没到', '已[经]到'], {}), 'g'))).toEqual([
      '没到',
      '已到',
    ]);
    expect(new RegExp(anyOf([], {})).test('')).toBe(false);
  });

  test('nothing that is counted as a group of the expression it becomes part of', () => {
    for (const phrase of ['(没|未)[有]*到', '/(没|未)(有)?到/', '<银行>卡'])
      expect(new RegExp(phraseSource(phrase, LISTS)).exec('没有到工行卡')).toHaveLength(1);
  });
});

test('plain words have no sign that means something else', () => {
  expect(['到账', 'T-1', '5.5折', '等等，好'].map(isPlain)).toEqual([true, true, true, true]);
  for (const sign of '/()[]|…#<>*?+') expect([sign, isPlain(`到${sign}账`)]).toEqual([sign, false]);
});
