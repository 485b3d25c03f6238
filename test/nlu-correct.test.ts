import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import type { Reading } from '../src/nlu/understanding.ts';
import { shippedAdvisor } from './support/advisor.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
const HELD: NonNullable<Reading['held']> = {
  settlement_mode: 's0',
  card_type: 'debit',
  customer_debited: 'no',
  txn_at: { from: '2026-11-16T15:00:00+08:00', to: '2026-11-16T15:00:00+08:00' },
};
let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const heard = (text: string, held = HELD) =>
  Object.fromEntries(
    advisor.read(text, { at: AT, asked: null, held }).facts.map(({ slot, value }) => [slot, value]),
  );

describe('A correction', () => {
  test.each([
    ['不对，第二天到', { settlement_mode: 't1' }],
    ['说错了，次日', { settlement_mode: 't1' }],
    ['不对，扣了', { customer_debited: 'yes' }],
    ['不是储蓄卡，是信用卡', { card_type: 'credit' }],
  ])('that names no matter is about what was said before: %s', (text, facts) => {
    expect(heard(text)).toMatchObject(facts);
  });

  test('has its words where they stand in the text', () => {
    const text = '哎 不对，第二天到';
    const [fact] = advisor.read(text, { at: AT, asked: null, held: HELD }).facts;
    expect(text.slice(fact?.start, fact?.end)).toBe(fact?.said);
    expect(fact?.said).toContain('第二天到');
  });

  test('is about what was said last where several would fit', () => {
    const both = { dup_suspected: 'no', customer_debited: 'no' };
    expect(heard('不对，有', both)).toEqual({ dup_suspected: 'yes' });
  });

  test.each([
    '不对',
    '不对，第二天到',
    '不对啊怎么还没到，都等了好几天了，昨天问你们说今天一定到，今天又没有，到底怎么回事啊',
  ])('invents nothing where nothing was said before, or in a long story: %s', (text) => {
    expect(heard(text, {})).not.toHaveProperty('settlement_mode');
  });

  test.each([
    ['我记错了，是上午的', '2026-11-16T06:00'],
    ['不对，是前天晚上', '2026-11-16T18:00'],
    ['说错了，是昨天上午', '2026-11-17T06:00'],
  ])('of the hour keeps the day: %s', (text, from) => {
    expect(heard(text).txn_at).toMatchObject({ from: expect.stringContaining(from) });
  });
});
