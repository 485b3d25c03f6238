import { describe, expect, test } from 'vitest';
import { digitsOf, passesLuhn } from '../src/privacy/digits.ts';
import { mask } from '../src/privacy/mask.ts';

/** Numbers that the networks and their processors publish for tests. */
const PUBLISHED: readonly (readonly [string, string])[] = [
  ['Visa', '4111111111111111'],
  ['Visa of 13 digits', '4222222222222'],
  ['Visa of 19 digits', '4000000000000000006'],
  ['Mastercard', '5105105105105100'],
  ['Mastercard', '5555555555554444'],
  ['Mastercard of the range 2', '2223003122003222'],
  ['American Express 34', '343434343434343'],
  ['American Express 37', '378282246310005'],
  ['Diners Club 30', '30569309025904'],
  ['Diners Club 36', '36227206271667'],
  ['Diners Club 38', '38520000023237'],
  ['Discover', '6011111111111117'],
  ['Discover 65', '6510000000000034'],
  ['JCB', '3530111333300000'],
  ['JCB', '3566002020360505'],
  ['UnionPay', '6200000000000005'],
  ['UnionPay of 19 digits', '6205500000000000004'],
];

/** So many digits with a right check digit, after the first four only sevens. */
function card(lead: string, length: number): string {
  const body = lead.padEnd(length - 1, '7');
  for (const last of '0123456789') {
    const digits = digitsOf(body + last, 1);
    if (digits !== null && passesLuhn(digits, 0, length)) return body + last;
  }
  throw new Error('no check digit');
}

/** The same, with a check digit that is one too high. */
function mistyped(lead: string, length: number): string {
  const right = card(lead, length);
  return `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`;
}

const isMasked = (text: string): boolean => mask(text).found.some(({ kind }) => kind === 'card');
const lengthsOf = (numberOf: (length: number) => string): readonly number[] =>
  Array.from({ length: 24 }, (_, i) => i + 8).filter((length) => isMasked(numberOf(length)));

describe('the check digit', () => {
  test.each(PUBLISHED)('of %s is right: %s', (_, number) => {
    const digits = digitsOf(number, 1);
    expect(digits !== null && passesLuhn(digits, 0, number.length)).toBe(true);
    for (const last of '0123456789') {
      const other = digitsOf(number.slice(0, -1) + last, 1);
      expect(other !== null && passesLuhn(other, 0, number.length)).toBe(number.endsWith(last));
    }
  });
});

describe('a number that is called an order number', () => {
  test.each(PUBLISHED)('is a card all the same where it can be nothing but one: %s', (_, number) => {
    expect(mask(`订单号${number}`).text).toBe(`订单号[卡号尾号${number.slice(-4)}]`);
  });

  test.each(PUBLISHED)('is none with another check digit: %s', (_, number) => {
    const other = `订单号${number.slice(0, -1)}${(Number(number.at(-1)) + 3) % 10}`;
    expect(mask(other)).toEqual({ text: other, found: [] });
  });

  test.each([
    ['4000', '3999', 16],
    ['4999', '5000', 16],
    ['5100', '5099', 16],
    ['5599', '5600', 16],
    ['2221', '2220', 16],
    ['2720', '2721', 16],
    ['3400', '3399', 15],
    ['3499', '3500', 15],
    ['3700', '3699', 15],
    ['3799', '3800', 15],
    ['3000', '2999', 14],
    ['3059', '3060', 14],
    ['3600', '3599', 14],
    ['3699', '3700', 14],
    ['3800', '3799', 14],
    ['3999', '4000', 14],
    ['6011', '6010', 16],
    ['6011', '6012', 16],
    ['6440', '6439', 16],
    ['6599', '6600', 16],
    ['3528', '3527', 16],
    ['3589', '3590', 16],
    ['6200', '6199', 16],
    ['6299', '6300', 16],
  ] as const)('is a card from %s, none from %s, with %d digits', (inside, outside, length) => {
    expect(isMasked(`订单号${card(inside, length)}`)).toBe(true);
    expect(isMasked(`订单号${card(outside, length)}`)).toBe(false);
  });

  test.each([
    ['4321', [13, 16, 19]],
    ['5555', [16]],
    ['2345', [16]],
    ['3456', [15]],
    ['3737', [15]],
    ['3030', [14]],
    ['3636', [13, 14]],
    ['3939', [13, 14]],
    ['6011', [16, 17, 18, 19]],
    ['6543', [16, 17, 18, 19]],
    ['3555', [16, 17, 18, 19]],
    ['6226', [16, 17, 18, 19]],
    ['1234', []],
    ['9558', []],
  ])('is a card from %s only with as many digits as there are such cards', (lead, lengths) => {
    expect(lengthsOf((length) => `订单号${card(lead, length)}`)).toEqual(lengths);
  });
});

describe('a number without a name', () => {
  test.each([
    ...[
      ['3000', '2999'],
      ['3999', '4000'],
      ['5000', '4999'],
      ['6999', '7000'],
    ],
    ...[
      ['8100', '8099'],
      ['8199', '8200'],
      ['9000', '8999'],
    ],
  ] as const)('may be an old or foreign debit card from %s, not from %s', (inside, outside) => {
    expect([card(inside, 17), card(outside, 17)].map(isMasked)).toEqual([true, false]);
    expect(lengthsOf((length) => card(inside, length)).filter((length) => length > 15)).toEqual([
      16, 17, 18, 19,
    ]);
    expect(isMasked(mistyped(inside, 17))).toBe(false);
  });

  test('may be a card of an airline, with fifteen digits', () => {
    for (const lead of ['1100', '1999']) expect(lengthsOf((length) => card(lead, length))).toContain(15);
    for (const lead of ['1099', '2000']) expect(lengthsOf((length) => card(lead, length))).toEqual([]);
    expect(isMasked('135412345678911')).toBe(true);
  });

  test('from 62 on is a UnionPay card even mistyped, if it is long enough', () => {
    for (const lead of ['6200', '6299'])
      expect(lengthsOf((length) => mistyped(lead, length))).toEqual([16, 17, 18, 19]);
    for (const lead of ['6199', '6300']) expect(lengthsOf((length) => mistyped(lead, length))).toEqual([]);
    expect(lengthsOf((length) => `订单号${mistyped('6200', length)}`)).toEqual([]);
  });
});

describe('a number that is called a card or an account', () => {
  test.each(['卡号', '账号', '帐号', '账户', '帐户', '银行卡', '储蓄卡', '借记卡', '信用卡', '结算卡'])(
    'is one from twelve digits on up to thirty, whatever its check digit: %s',
    (name) => {
      const lengths = Array.from({ length: 19 }, (_, i) => i + 12);
      expect(lengthsOf((length) => name + '7'.repeat(length))).toEqual(lengths);
    },
  );

  test.each(['卡号:', '卡号是', '卡号为“', '卡号 = ', '银行卡号码', '卡号（'])(
    'with words between: %s',
    (name) => {
      expect(isMasked(`${name}777777777777`)).toBe(true);
    },
  );

  test.each(['卡号不知道,单子', '卡', '号', '卡号，订单号:', '卡号:NO.S'])('but not after %s', (words) => {
    expect(isMasked(`${words}777777777777`)).toBe(false);
  });
});

test.each([
  ...[
    '商户号',
    '商户编号',
    '终端号',
    '订单号',
    '流水号',
    '参考号',
    '凭证号',
    '批次号',
    '检索号',
    '单号',
    '机身号',
  ],
  ...['序列号', '设备号', '合同号', '工单号', '编号', '授权码', 'SN', 'S/N', 'SN:', 'A', '编号 = '],
])('what follows %s is no debit card of an old range', (name) => {
  const number = card('9558', 19);
  expect([isMasked(number), isMasked(`${name}${number}`)]).toEqual([true, false]);
});
