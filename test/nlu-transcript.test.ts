import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { triageText } from '../src/desk/triage.ts';
import { shippedAdvisor } from './support/advisor.ts';

const AT = Date.parse('2026-11-20T12:00:00+08:00');
let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const lines = (text: string) => advisor.pasted.lines(text, AT);
const speakers = (text: string) => lines(text).map(({ speaker }) => speaker);
const triaged = (text: string) => triageText(advisor, text, AT, null);
const values = (text: string) =>
  Object.fromEntries(Object.entries(triaged(text).slots).map(([slot, { value }]) => [slot, value]));

const FORMS: Readonly<Record<string, string>> = {
  'labels with names and times': '商户(张姐) 10:21：钱没到\n客服02 10:22：哪天刷的？\n商户(张姐) 10:23：昨天',
  'headers as WeChat copies them':
    '张三 2026/11/20 10:21:05\n钱没到\n\n小李 2026/11/20 10:22:10\n您好，请问哪天刷的？\n\n张三 2026/11/20 10:23:00\n昨天',
  'headers with the time first':
    '2026-11-20 10:21:05 张三\n钱没到\n2026-11-20 10:22:10 在线客服\n哪天刷的？\n2026-11-20 10:23:00 张三\n昨天',
  'rows of an export':
    '2026-11-20 10:21:05,客户,钱没到\n2026-11-20 10:22:10,坐席,哪天刷的？\n2026-11-20 10:23:00,客户,昨天',
  'cells of a table': '| 客户 | 10:21 | 钱没到\n| 客服 | 10:22 | 哪天刷的？\n| 客户 | 10:23 | 昨天',
  'roles in brackets': '10:21 [客户] 钱没到\n10:22 [客服] 哪天刷的？\n10:23 [客户] 昨天',
  'names alone': '老王：钱没到\n小李：您好，请问哪天刷的？\n老王：昨天',
  'our own name': '商户: 钱没到\n到账: 哪天刷的？\n商户: 昨天\n到账: 好',
  'the writer as 我, beside the shop': '商户：钱没到\n我：哪天刷的？\n商户：昨天',
  'the writer as 我, beside a desk': '我：钱没到\n客服：哪天刷的？\n我：昨天',
  'English labels': 'Customer: 钱没到\nAgent: 哪天刷的？\nCustomer: 昨天',
  'one line': '客户:钱没到 客服:哪天刷的? 客户:昨天',
};

describe('A pasted conversation', () => {
  test.each(Object.entries(FORMS))('is cut at its speakers, written with %s', (_, text) => {
    expect(speakers(text).slice(0, 3)).toEqual(['merchant', 'agent', 'merchant']);
    const heard = values(text);
    expect(heard).toMatchObject({
      issue_kind: 'not_arrived',
      txn_at: { from: '2026-11-19T00:00:00+08:00', to: '2026-11-19T23:59:00+08:00' },
    });
    expect(heard).not.toHaveProperty('user_role');
  });

  test('tells by its labels who speaks, never who the writer is', () => {
    expect(values('客服：您好\n顾客：我的钱没到\n客服：哪天的\n顾客：昨天')).not.toHaveProperty('user_role');
    expect(values('客服：昨天刷的储蓄卡没到账')).toEqual(values('昨天刷的储蓄卡没到账'));
    expect(values('工单：商户来电反映钱没到账\n客户：昨天刷的没到\n坐席：稍等')).toMatchObject({
      user_role: 'support_agent',
    });
  });

  test('has a customer of the shop beside the shop, whose words are not the shop’s', () => {
    expect(speakers('商户：刷好了吗\n顾客：扣了500\n商户：我这没到账')).toEqual([
      'merchant',
      'agent',
      'merchant',
    ]);
  });

  test('is read at the times written beside it', () => {
    const [first] = lines('张三 2026/11/10 10:21:05\n昨天刷的没到账');
    expect(first).toMatchObject({ speaker: 'merchant', at: Date.parse('2026-11-10T10:21:05+08:00') });
    const { txn_at } = values('张三 2026/11/10 10:21:05\n昨天刷的没到账');
    expect(txn_at).toMatchObject({ from: '2026-11-09T00:00:00+08:00' });
    expect(lines('张三 12-31 10:21\n没到')[0]?.at).toBe(Date.parse('2025-12-31T10:21:00+08:00'));
    expect(lines('客户 13-41 10:21\n没到\n客户 13-41 10:22\n没')[0]?.at).toBeNull();
  });

  test.each([
    ['刷的什么卡？', '第二个', { card_type: undefined }],
    ['顾客刷的是储蓄卡（借记卡），还是信用卡？', '第二个', { card_type: 'credit' }],
    ['平时是秒到还是T+1？', '第二天到', { settlement_mode: 't1' }],
    ['有没有换过结算卡?', '没换', { settlement_card_changed: 'no' }],
    ['有没有换过结算卡?', '没有', { settlement_card_changed: 'no' }],
    ['顾客那边扣款了吗', '扣了', { customer_debited: 'yes' }],
    ['App出款状态?', '打款失败', { payout_status: 'failed' }],
    ['最近30天，换过收款的结算卡吗？', '不清楚', { settlement_card_changed: 'unknown' }],
    ['这笔大概多少钱', '三千二', { amount_band: '1k_10k' }],
    ['机器是哪家的', '拉卡拉', { terminal_brand: 'lakala' }],
    ['请问您贵姓', '二', { settlement_mode: undefined, card_type: undefined }],
  ])('has answers in the light of the question: %s %s', (asked, answer, wanted) => {
    const heard = values(`商户：昨天刷卡的钱没到账\n客服：${asked}\n商户：${answer}`);
    for (const [slot, value] of Object.entries(wanted)) expect(heard[slot]).toEqual(value);
  });

  test('keeps asking nothing that a person did not ask', () => {
    const heard = values(
      '商户：昨天的钱没到\n客服：稍等\n商户：好的\n客服：还在查\n商户：嗯\n客服：马上\n商户：好',
    );
    expect(Object.values(heard)).not.toContain('unknown');
  });

  test('marks the words of the facts that hold in the end, each where it was said last', () => {
    const text = '商户：昨天刷的储蓄卡没到\n客服：确定吗\n商户：说错了，是信用卡';
    const { spans, slots, text: read } = triaged(text);
    expect(slots.card_type?.value).toBe('credit');
    const marked = Object.fromEntries(spans.map(({ slot, start, end }) => [slot, read.slice(start, end)]));
    expect(marked).toMatchObject({ txn_at: '昨天', card_type: '信用卡' });
    expect(spans.filter(({ slot }) => slot === 'card_type')).toHaveLength(1);
  });
});

describe('What is no conversation', () => {
  test.each([
    '昨天 15:30 刷的：6800 没到',
    '交易时间 2026-11-19 10:21:05\n金额 500\n没到账',
    '时间：昨天\n金额：500\n问题：没到账',
    '商户：老王烧烤\n顾客：已扣款\n没到账',
    '商户:某餐饮店。称昨日一笔未到账',
    '刷卡 2026/11/19 10:21\n没到账',
  ])('is one text: %s', (text) => {
    expect(lines(text)).toEqual([{ speaker: 'unknown', text, start: 0, at: null }]);
  });
});
