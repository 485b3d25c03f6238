import { describe, expect, test } from 'vitest';
import { expectFacts, factsOf } from './support/facts.ts';

// Dialect, typing slips, tickets and half English; text; the slot whose question it answers; the facts it states.
const rows = [
  ['机子喊成功咯 票也吐出来了', 'terminal_result', 'terminal_result=success'],
  ['我的钱到今天都没拢', '', 'arrival=none'],
  ['俺那三千块木来', '', 'arrival=none'],
  ['刷卡的货款未過數', '', 'arrival=none'],
  ['app写打款成功 我查了建行卡没有这笔', '', 'payout_status=success arrival=none -app_record'],
  ['三笔到了两笔没到', '', '-settlement_card_changed'],
  ['钱打到我媳妇那张卡上了', '', 'arrival=arrived_elsewhere'],
  ['等等 对公那边有一笔 昨天进的', 'arrival', 'arrival=arrived_elsewhere'],
  ['风险审核中 还没出款', 'payout_status', '-change_audit'],
  ['新卡还在验证中 说要打一分钱', '', 'change_audit=reviewing'],
  ['就换一次', 'settlement_card_changed', 'settlement_card_changed=once'],
  ['1次', 'settlement_card_changed', 'settlement_card_changed=once'],
  ['换了三次 这月两次', 'settlement_card_changed', 'settlement_card_changed=multiple'],
  ['客服能接通', 'provider_reachable', 'provider_reachable=yes'],
  ['总部电话成了空号', '', 'provider_reachable=all_lost'],
  ['总部电话成了空号 业务员也失联', '', 'provider_reachable=all_lost'],
  ['业务员失联了 公司电话也是空号', '', 'provider_reachable=all_lost'],
  ['业务员让我等两天', 'provider_reachable', 'provider_reachable=yes'],
  ['机器上个月才领的 一笔都没秒到', '', '-txn_at'],
  ['一个月里换了三四趟卡', '', 'settlement_card_changed=multiple change_count=ge3'],
  ['刚开半年多', 'merchant_age', 'merchant_age=gt_90d'],
  ['少给了三十块', '', '-amount_band'],
  ['明明是成功 后来又变成冲正了', '', 'terminal_result=reversal_ok'],
  ['昨天收工忘记按结算了', '', 'batch_status=unsettled'],
  ['新卡账上也查过都没有', '', 'arrival=none'],
  ['业务员联系不上了 不过客服打得通', '', 'provider_reachable=agent_only_lost'],
  ['原来那个代理搬走后就找不到了', '', 'provider_reachable=agent_only_lost'],
  ['都联络不上', 'provider_reachable', 'provider_reachable=all_lost'],
  ['你们扣着我的货款不给', '', '-risk_notice'],
  ['通知两天内交小票 不然冻结', '', 'risk_notice=docs_request'],
  ['机器才装了十来天', '', 'merchant_age=lt_30d'],
  ['打款方是某某商贸有限公司 查不到牌照', '', 'payer_name=unknown_company'],
  ['以前都是个姓赵的打给我', '', 'payer_name=individual'],
  ['有人说交六百加急费 今天就打给我', '', 'scam_sign=yes'],
  ['让我念手机上那六位数', '', 'scam_sign=yes'],
  ['没有人找我要过钱', '', 'scam_sign=no'],
  ['误刷成储蓄卡 客人想退到信用卡上', '', 'card_type=debit'],
  ['他手机扣了二百六', '', 'customer_debited=yes -dup_suspected'],
  ['门店没做撤销退货', '', 'staff_reversal=none'],
  ['本来该收900 误输成9000', '', 'amount_entered_ok=no'],
] as const;

describe('Everyday words', () => {
  test.each(rows)('%s (%s) states %s', (text, asked, facts) => expectFacts(text, asked, facts));

  test('a later clock time tells the evening more closely', () => {
    const minute = '2026-11-17T23:20:00+08:00';
    expect(factsOf('昨晚卖了药 是夜里十一点二十刷的', '').txn_at).toEqual({ from: minute, to: minute });
  });
});
