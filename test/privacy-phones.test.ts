import { describe, expect, test } from 'vitest';
import { mask } from '../src/privacy/mask.ts';

const masked = (text: string): string => mask(text).text;

describe('a mobile number', () => {
  test.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '138·1234·5678',
    '138 - 1234 - 5678',
    '138 12345678',
    '1381234 5678',
    '8613812345678',
    '86 13812345678',
    '86 138 1234 5678',
    '1 3 8 1 2 3 4 5 6 7 8',
    '１３８１２３４５６７８',
    '一三八一二三四五六七八',
  ])('may be written %s', (text) => {
    expect(masked(text)).toBe('[手机号]');
    expect(masked(`打${text}，快`)).toBe('打[手机号]，快');
  });

  test.each(['3', '4', '5', '6', '7', '8', '9'])('may begin with 1%s', (digit) => {
    expect(masked(`1${digit}012345678`)).toBe('[手机号]');
  });

  test.each([
    ['a service number', '12012345678'],
    ['a number that does not begin with 1', '23812345678'],
    ['ten digits', '1381234567'],
    ['twelve digits', '138123456789'],
    ['thirteen without 86', '8513812345678'],
    ['thirteen that begin otherwise', '9613812345678'],
    ['thirteen with 86 before no mobile number', '8612812345678'],
    ['amounts in a row', '1380 1234 567'],
    ['amounts in a row of other lengths', '138 12345 678'],
    ['groups too far apart', '138         1234         5678'],
    ['groups with a word between', '138和1234和5678'],
    ['groups with a comma between', '138,1234,5678'],
    ['digits with words between', '13812345和678'],
    ['two scripts', '138一二三四五六七八'],
  ])('is not %s: %s', (_, text) => {
    expect(mask(text)).toEqual({ text, found: [] });
  });

  test('may follow an amount, another number, or a word', () => {
    expect(masked('500元 13812345678')).toBe('500元 [手机号]');
    expect(masked('87 138 1234 5678')).toBe('87 [手机号]');
    expect(masked('+86 13812345678')).toBe('+[手机号]');
    expect(masked('5000 13812345678')).toBe('5000 [手机号]');
    expect(masked('138 1234 5678 139 1234 5678')).toBe('[手机号] [手机号]');
    expect(masked('SN13812345678')).toBe('SN[手机号]');
  });
});

describe('of several numbers that the same digits could be', () => {
  test.each([
    ['a right card goes before a longer stretch', '4111 1111 1111 1111 12', '[卡号尾号1111] 12'],
    ['a longer right card goes before a shorter right one', '4000 0000 0000 0000 006', '[卡号尾号0006]'],
    ['the longer of two that are only likely', '6222 0212 3456 7890 128', '[卡号尾号0128]'],
    ['a right identity number before whatever follows', '110105 19491231 002X 1', '[身份证号] 1'],
    ['a card in single digits is taken whole', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '[卡号尾号1111]'],
    ['nor longer than cards usually are', '6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 4 1 2 3', '[卡号尾号7894] 1 2 3'],
    ['a right card before a longer account', '卡号4111 1111 1111 1111 500', '卡号[卡号尾号1111] 500'],
    ['a right card before a longer mistyped one', '6200 0000 0000 0005 123', '[卡号尾号0005] 123'],
    ['an account that begins like a mobile number', '账号1381234 5678 9012', '账号[卡号尾号9012]'],
    ['a card in equal threes', '411 111 111 111 111 1', '[卡号尾号1111]'],
    ['no card in groups of no such kind', '411 1111 1111 11111', '411 1111 1111 11111'],
    [
      'two cards that follow each other',
      '4111 1111 1111 1111 5555 5555 5555 4444',
      '[卡号尾号1111] [卡号尾号4444]',
    ],
    ['a card after an amount', '300 4111 1111 1111 1111', '300 [卡号尾号1111]'],
    ['a card after a year', '2026 4111 1111 1111 1111', '2026 [卡号尾号1111]'],
  ])('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });
});
