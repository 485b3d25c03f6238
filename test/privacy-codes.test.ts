import { describe, expect, test } from 'vitest';
import { halfWidth } from '../src/privacy/half-width.ts';
import { mask } from '../src/privacy/mask.ts';

const masked = (text: string): string => mask(text).text;

describe('a code that only its owner may know', () => {
  test.each([
    ...['cvv', 'CVV2', 'cvc', 'cvc2', 'cvn', 'cvn2', '安全码', '验证码', '校验码', '动态码'],
    ...['动态口令', '密码', '口令', 'ＣＶＶ', '短信验证码', '支付密码', '卡片安全码'],
  ])('is hidden after its name and before it: %s', (name) => {
    expect(masked(`${name}739201`)).toBe(`${name}[已隐去]`);
    expect(masked(`739201就是我的${name}`)).toBe(`[已隐去]就是我的${name}`);
  });

  test.each([
    ...[
      '',
      ' ',
      ':',
      '：',
      '是',
      '为',
      '就是',
      ' is ',
      '=',
      '“',
      '收到了',
      '发给你的是',
      '输入',
      '我填的',
      '短信号:',
    ],
  ])('is hidden after its name and %j', (link) => {
    expect(masked(`验证码${link}4839`)).toBe(`验证码${link}[已隐去]`);
  });

  test.each(['是', '为', '就是', '是我的', '是你', '是您的', ',是', '，就是', ' 是'])(
    'and before it with %j',
    (link) => {
      expect(masked(`4839${link}验证码`)).toBe(`[已隐去]${link}验证码`);
    },
  );

  test.each(['483', '4839', '12345678', '48 39 20', '4-8-3-9', '４８３９', '四八三九'])(
    'has three to eight digits, as in %s',
    (digits) => {
      expect(masked(`密码是${digits}`)).toBe('密码是[已隐去]');
      expect(masked(`${digits}是密码`)).toBe('[已隐去]是密码');
    },
  );

  test.each(['48', '123456789', '4  8  3', '4.8.3'])(
    'has not as few, as many or such digits as %s',
    (digits) => {
      expect(masked(`密码是${digits}`)).toBe(`密码是${digits}`);
      expect(masked(`${digits}是密码`)).toBe(`${digits}是密码`);
    },
  );

  test.each([
    ...[
      '元',
      '块',
      '万',
      '千',
      '百',
      '笔',
      '次',
      '点',
      '号',
      '月',
      '日',
      '年',
      '天',
      '分',
      '个',
      '多',
      '毛',
      '角',
      '￥',
    ],
    ...['¥', ' 元', '.50', ':30'],
  ])('is no amount, count or time: 500%s', (unit) => {
    expect(masked(`输完密码500${unit}`)).toBe(`输完密码500${unit}`);
  });

  test.each(['验证码一直收不到，刷了5000', '密码错误 提示 55', '没有密码,卡尾号6666', '4839和验证码'])(
    'is nothing that stands apart from its name: %s',
    (text) => expect(mask(text)).toEqual({ text, found: [] }),
  );

  test('is hidden each time, in the order of the text, and counted once', () => {
    expect(mask('4839是验证码，密码是112233，安全码739')).toEqual({
      text: '[已隐去]是验证码，密码是[已隐去]，安全码[已隐去]',
      found: [{ kind: 'secret', count: 3 }],
    });
    expect(mask('密码123456是密码')).toEqual({
      text: '密码[已隐去]是密码',
      found: [{ kind: 'secret', count: 1 }],
    });
  });

  test('is hidden where its name also names the code before it', () => {
    expect(mask('1234是密码5678是验证码')).toEqual({
      text: '[已隐去]是密码[已隐去]是验证码',
      found: [{ kind: 'secret', count: 2 }],
    });
  });

  test('is hidden beside a card number, which is hidden first', () => {
    expect(masked('4111111111111111密码123456')).toBe('[卡号尾号1111]密码[已隐去]');
    expect(masked('密码4111111111111111')).toBe('密码[卡号尾号1111]');
  });
});

describe('signs of any width', () => {
  test.each([
    ['full-width letters, digits and signs', '！ＡＺａｚ０９～', '!AZaz09~'],
    ['a full-width blank', 'Ａ　Ｂ', 'A B'],
    ['everyday numerals', '零一二三四五六七八九', '0123456789'],
    ['numerals of cheques', '〇壹贰叁肆伍陆柒捌玖', '0123456789'],
    ['the same in traditional characters', '○壹貳參肆伍陸柒捌玖', '0123456789'],
    ['one as it is said on the phone', '幺', '1'],
    ['no other sign', 'abc 123 到账。、“”￥', 'abc 123 到账。、“”￥'],
  ])('%s', (_, text, expected) => {
    expect(halfWidth(text)).toBe(expected);
  });

  test('stay where they are, in texts of any length', () => {
    const text = '刷了５元\u{1f600} no.1 ';
    const plain = '刷了5元\u{1f600} no.1 ';
    for (const times of [0, 1, 999, 3_000]) expect(halfWidth(text.repeat(times))).toBe(plain.repeat(times));
    expect(halfWidth('到账'.repeat(9_000))).toBe('到账'.repeat(9_000));
  });
});
