import { describe, expect, test } from 'vitest';
import { bytesOf } from '../src/conversation/pieces.ts';
import { type Allowed, LATIN, offences } from '../src/proof/scan.ts';

const allowed: Allowed = { phones: new Set(['95516', '400-600-1234']), latin: LATIN };
const codes = (text: string): readonly string[] => offences(text, allowed).map(({ code }) => code);

describe('what is said to merchants is searched for', () => {
  test.each([
    '办机器请打 13900001111。',
    '详询139-0000-1111。',
    '客服４００－８２０－０００１。',
    '请拨一三九零零零零一一一一。',
    '请打1 3 9 0 0 0 0 1 1 1 1。',
    '请打95599。',
    '热线：400-600-1235。',
  ])('numbers that are not in the register: %s', (text) => {
    expect(codes(text)).toContain('DZ120');
  });

  test.each([
    '中国银联 95516（核实于2026-11-22）',
    '4月5日（周日）18:00前',
    '打400-600-1234。',
    '金额88888.88元',
  ])('and not numbers of the register, dates and amounts: %s', (text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each(['见 https://pos.example/a。', '打开www.pos-vip.top申请。', '上 pos点com 办理。', 'banli．vip'])(
    'links, spelled out or not: %s',
    (text) => {
      expect(codes(text)).toContain('DZ121');
    },
  );

  test.each([
    '加薇❤信办理',
    '加 V 信领机器',
    '微信号：abc888',
    '免-费-办理POS机',
    '全国招商',
    '费率低至0.38',
    '刷储蓄KA卡',
  ])('advertising, however it is disguised: %s', (text) => {
    expect(codes(text)).toContain('DZ122');
  });

  test('half-width marks, foreign words, promises and requests for secrets', () => {
    expect(codes('请稍等,我看看。')).toContain('DZ125');
    expect(codes('请打开 settings 看看。')).toContain('DZ126');
    expect(codes('这笔钱明天一定会到账。')).toContain('DZ127');
    expect(codes('请发送完整卡号。')).toContain('DZ127');
    expect(codes('请打开商户App看T+1，POS机显示A0。')).toEqual([]);
  });
});

test('bytes are those of UTF-8', () => {
  for (const text of ['a', 'é', '钱', '😀', '钱a😀é']) expect(bytesOf(text)).toBe(Buffer.byteLength(text));
});
