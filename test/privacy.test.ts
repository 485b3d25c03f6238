import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf, passesLuhn } from '../src/privacy/digits.ts';
import { halfWidth } from '../src/privacy/half-width.ts';
import { mask } from '../src/privacy/mask.ts';
import { hitsAmong } from '../src/privacy/mask-numbers.ts';

/** Numbers of documentation and test ranges; none belongs to a person. */
const MASKED: readonly (readonly [string, string])[] = [
  ['卡号4111111111111111刷不了', '卡号[卡号尾号1111]刷不了'],
  ['5555 5555 5555 4444', '[卡号尾号4444]'],
  ['3714-496353-98431', '[卡号尾号8431]'],
  ['６２２２０２１２３４５６７８９０１２３', '[卡号尾号0123]'],
  ['6222 0212 3456 7890 123没到账', '[卡号尾号0123]没到账'],
  ['6222021234567890123', '[卡号尾号0123]'],
  ['卡号 1234567890123456', '卡号 [卡号尾号3456]'],
  ['旧卡4111111111111111,新卡5555555555554444', '旧卡[卡号尾号1111],新卡[卡号尾号4444]'],
  ['身份证11010519491231002x', '身份证[身份证号]'],
  ['110105 19491231 002X', '[身份证号]'],
  ['身份证号:110105194912310021', '身份证号:[身份证号]'],
  ['110105491231002', '[身份证号]'],
  ['电话13812345678', '电话[手机号]'],
  ['138 1234 5678或138-1234-5679', '[手机号]或[手机号]'],
  ['8613812345678', '[手机号]'],
  ['cvv是123', 'cvv是[已隐去]'],
  ['安全码:7788', '安全码:[已隐去]'],
  ['验证码483920发给他了', '验证码[已隐去]发给他了'],
  ['483920是我的验证码', '[已隐去]是我的验证码'],
  ['密码 123 456', '密码 [已隐去]'],
  ['六二二二零二一二三四五六七八九零一二三', '[卡号尾号0123]'],
  ['刷的四一一一 一一一一 一一一一 一一一一一直没到', '刷的[卡号尾号1111]一直没到'],
  ['六二二二〇二一二三四五六七八九〇一二三一共两张', '[卡号尾号0123]一共两张'],
  ['6222021234567890123一直没到', '[卡号尾号0123]一直没到'],
  ['陆贰贰贰零贰壹贰叁肆伍陆柒捌玖零壹贰叁', '[卡号尾号0123]'],
  ['一三八一二三四五六七八', '[手机号]'],
  ['幺三八 幺二三四 五六七八', '[手机号]'],
  ['1 3 8 1 2 3 4 5 6 7 8', '[手机号]'],
  ['身份证一一零一零五一九四九一二三一零零二X', '身份证[身份证号]'],
  ['11010519491231002Ｘ', '[身份证号]'],
  ['110105200002290013', '[身份证号]'],
  ['4111　1111　1111　1111', '[卡号尾号1111]'],
  ['验证码九零四八一七', '验证码[已隐去]'],
  ['4111 1111 1111 1111 500元', '[卡号尾号1111] 500元'],
  ['对公账户 110060149018 收款', '对公账户 [卡号尾号9018] 收款'],
  ['账号3200 1234 5678 9012 3456 78', '账号[卡号尾号5678]'],
];

const KEPT: readonly string[] = [
  '打95588还是95016',
  '400-820-2819 400-668-6689',
  '商户号898310058120012',
  '商户编号:104290058120012',
  '订单号6222021234567891',
  '参考号123456789012,凭证号000123',
  '终端号10012345',
  '2026-11-22 18:05:33刷了5000元',
  '20261122183055',
  '微信单号4200001234202511221234567890',
  '三笔:1280 3500 460.50',
  '尾号6666的卡',
  '密码错误,提示55',
  '输完密码5000元没到账',
  '4111111111111112',
  '110105190002290017',
  '110105194913000015',
  '110105194900000010',
  '110105210001010015',
  '110105490231003',
  '账号22345678901',
  '二零二六年十一月二十二日刷了五千元',
  '一二三四五六七八九十',
  '11010519491331002X',
  '11010519490229001X',
  '11010519491231002XY',
  '订单号110105491231002',
];

/** Whether the last digit is the check digit of the others. */
function isValid(card: string): boolean {
  const digits = digitsOf(card, 1);
  return digits !== null && passesLuhn(digits, 0, card.length);
}

describe('masking', () => {
  it.each(MASKED)('of %j leaves %j', (text, expected) => {
    expect(mask(text).text).toBe(expected);
  });

  it.each(KEPT)('leaves %j alone', (text) => {
    expect(mask(text)).toEqual({ text, found: [] });
  });

  it('counts what it found by kind', () => {
    const { found } = mask('4111111111111111 手机13812345678和13912345678 验证码1234');
    expect(found).toEqual([
      { kind: 'card', count: 1 },
      { kind: 'mobile', count: 2 },
      { kind: 'secret', count: 1 },
    ]);
  });

  it('counts a code once that is named on both sides', () => {
    expect(mask('密码123456是密码')).toEqual({
      text: '密码[已隐去]是密码',
      found: [{ kind: 'secret', count: 1 }],
    });
  });

  it('hides every card number with a right check digit, however it is split into fours', () => {
    const body = fc.stringMatching(/^(4\d{14}|5[1-5]\d{13}|62\d{13,16})$/);
    fc.assert(
      fc.property(body, fc.constantFrom('', ' ', '-', ' - '), (digits, gap) => {
        const check = [...'0123456789'].find((one) => isValid(digits + one)) ?? '';
        const card = digits + check;
        const written = card.replace(/(\d{4})(?=\d)/g, `$1${gap}`);
        expect(mask(`刷的${written}没到`).text).toBe(`刷的[卡号尾号${card.slice(-4)}]没到`);
      }),
    );
  });

  it('never throws and changes nothing more the second time', () => {
    const piece = fc.constantFrom(
      ...['4111111111111111', '6222', '0212', '13812345678', '11010519491231002X', '110105491231002'],
      ...[
        '密码',
        '验证码',
        'cvv',
        '是',
        '卡号',
        '订单号',
        '身份证',
        '元',
        ' ',
        '-',
        ',',
        ':',
        '1',
        '23',
        '456789',
        'X',
        '１',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (one) => {
        const once = mask(one).text;
        expect(mask(once).text).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    '6',
    '6 ',
    '4-',
    '138 ',
    '4111-',
    '６',
    '六',
    '六 ',
    '6六',
    '1a',
    '1X',
    '13812345678,',
    '11010519491231002X ',
    '6222 0212 3456 7890 128 ',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1,',
    '110105 ',
    '62 ',
    '0 ',
    '4000-1234 ',
  ])('looks at the digits of %j a bounded number of times, however many there are', (unit) => {
    const [small, large] = [looksAt(unit.repeat(500)), looksAt(unit.repeat(4_000))];
    expect(small.looks / small.digits).toBeLessThan(MOST_LOOKS);
    expect(large.looks / large.digits).toBeLessThan((small.looks / small.digits) * 1.1 + 0.1);
  });

  it.each([
    ['digits', '6'.repeat(200_000)],
    ['single digits', '6 '.repeat(100_000)],
    ['labels', '验证码'.repeat(66_000)],
    ['labels with short numbers', '密码12'.repeat(50_000)],
  ])('gets through 200 kB of %s long before the runner gives up', (_, text) => {
    expect(mask(mask(text).text).found).toEqual([]);
  });
});

/** What a digit may be looked at for: once as the beginning of each number that it may belong to, and what is summed
 * up of those. */
const MOST_LOOKS = 150;

/** How often digits, their places, groups and sums are read while numbers are sought among them. */
function looksAt(text: string): { readonly looks: number; readonly digits: number } {
  const digits = digitsOf(text, 1);
  if (digits === null) throw new Error('no digits');
  let looks = 0;
  const counted = (all: ArrayLike<number>) =>
    new Proxy(all, {
      get: (target, key) => {
        if (key === 'length') return target.length;
        looks += 1;
        return Reflect.get(target, key);
      },
    });
  const { values, places, groups, chains, scripts, alike, evens, odds } = digits;
  hitsAmong(
    {
      values: counted(values),
      places: counted(places),
      groups: counted(groups),
      chains: counted(chains),
      scripts: counted(scripts),
      alike: counted(alike),
      evens: counted(evens),
      odds: counted(odds),
    },
    halfWidth(text),
  );
  return { looks, digits: values.length };
}
