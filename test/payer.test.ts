import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { adviceFor } from '../src/knowledge/cause.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { Chat } from './support/chat.ts';

const NOW = '2026-11-24T10:00:00+08:00';
const MET_BY_PAYERS = [
  'timeout_auto_reversal',
  'one_sided_debit',
  'duplicate_charge',
  'refund_in_transit_or_failed',
  'issuer_declined',
  'qr_channel_rule',
  'success_then_reversed',
  'normal_cycle_wait',
];
/** What only the shop has, said as if it were the reader's. */
const OF_THE_SHOP = /结算卡|批结算|商户号|终端号|签到|报给收单机构查|请顾客|让顾客|问顾客|您的机器|您的商户/;

describe('a paying customer', () => {
  let advisor: Advisor;
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 120_000);

  test.each(MET_BY_PAYERS)('gets advice of his own for %s, the bank of his card first', (id) => {
    const cause = advisor.expert.content.causes[id];
    if (cause === undefined) throw new Error(`no cause ${id}`);
    const own = adviceFor(cause, { user_role: 'cardholder' });
    const said = [own.summary, ...own.steps.map((step) => step.say), own.next, ...own.wait].join('\n');
    expect(said).not.toMatch(OF_THE_SHOP);
    expect(own.contacts[0]?.who).toBe('issuer_on_card_back');
    expect(own.contacts.map(({ who }) => who)).not.toContain('acquirer_on_slip');
    expect(adviceFor(cause, { user_role: 'merchant' })).toBe(cause);
  });

  test.each([
    [['我昨天在店里刷卡付了钱，商家说没收到', '查不到这笔', '扣了'], 'timeout_auto_reversal'],
    [['我是顾客，退款没收到', '退款成功', '不知道'], 'refund_in_transit_or_failed'],
    [['我是顾客，刷卡刷不了，机器显示51', '没扣'], 'issuer_declined'],
  ])('who writes %j is told what he can do himself', (lines, cause) => {
    const chat = new Chat(advisor, NOW).say(...lines);
    expect(chat.cause).toBe(cause);
    expect(chat.conversation.diagnosis?.contacts[0]?.id).toBe('issuer_on_card_back');
    expect(chat.text).not.toMatch(OF_THE_SHOP);
    expect(chat.heard.map(({ text }) => text).join('\n')).toContain('您是付款的一方');
  });

  test('is not what a merchant is taken for', () => {
    const chat = new Chat(advisor, NOW).say('我店里顾客刷卡刷不了，机器显示51', '没扣');
    expect(chat.cause).toBe('issuer_declined');
    expect(chat.text).toContain('请顾客换一张卡');
  });
});
