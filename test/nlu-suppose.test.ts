import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { shippedAdvisor } from './support/advisor.ts';

const at = Date.parse('2026-11-18T10:00:00+08:00');
let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
});

const supposedBy = (text: string) =>
  Object.fromEntries(
    (advisor.read(text, { at, asked: null }).supposed ?? []).map(({ slot, value }) => [slot, value]),
  );

describe('a supposition', () => {
  test.each([
    ['要是信用卡呢', 'card_type', 'credit'],
    ['那如果是储蓄卡呢？', 'card_type', 'debit'],
    ['假如是T+1的，会怎么样', 'settlement_mode', 't1'],
    ['如果是23点前刷的呢', 'txn_window', 'normal'],
    ['如果是23点以后刷的，几号到账', 'txn_window', 'after_cutoff'],
    ['如果扣了款呢', 'customer_debited', 'yes'],
    ['万一出款失败了呢', 'payout_status', 'failed'],
  ])('%s', (text, slot, value) => {
    expect(supposedBy(text)).toMatchObject({ [slot]: value });
  });

  test('without a plain "if" may answer the open question', () => {
    const asked = (text: string) => advisor.read(text, { at, asked: 'payout_status' }).supposed;
    expect(asked('那信用卡呢')).toBeNull();
    expect(asked('那要是信用卡呢')).toHaveLength(1);
    expect(supposedBy('那信用卡呢')).toEqual({ card_type: 'credit' });
  });

  test.each([
    '昨天刷的信用卡没到账',
    '要是今天还不到我就投诉你们',
    '如果不换卡能到账吗',
    '说错了，是信用卡',
    '客人说如果没到账就要退货，昨天刷的储蓄卡到现在没到，怎么办呢',
  ])('is not what is told or asked otherwise: %s', (text) => {
    expect(supposedBy(text)).toEqual({});
  });
});
