import { describe, expect, test } from 'vitest';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { createReader } from '../src/nlu/reader.ts';
import { shippedContent } from './support/shipped-content.ts';

const content = await shippedContent();
const read = createReader(content, trainClassifier(content.intents, content.vocabulary));
const at = Date.parse('2026-11-18T10:00:00+08:00');

/** What a text states and wishes, and what it is about. */
function gist(text: string, asked: string | null) {
  const { facts, control, dontKnow, issues } = read(text, { at, asked });
  const stated = Object.fromEntries(facts.map(({ slot, value }) => [slot, value]));
  return { stated, control, dontKnow, issue: asked === null ? (issues[0]?.value ?? null) : null };
}

/** The question that is open (none: an opening message), and what is said. */
const messages: readonly (readonly [string | null, string])[] = [
  [null, '昨天刷了3500到现在没到账'],
  [null, '出款失败，提示户名不符'],
  [null, '客人说扣了款我机器上没成功'],
  [null, '换了结算卡以后钱就没来过'],
  [null, '储蓄卡当成信用卡刷了，想撤销'],
  ['txn_at', '27号下午'],
  ['txn_at', '昨天晚上八点多'],
  ['settlement_card_changed', '没换过'],
  ['settlement_card_changed', '上个月换了一张'],
  ['card_type', '储蓄卡'],
  ['card_type', '不是信用卡是储蓄卡'],
  ['pay_channel', '不是扫码是刷卡'],
  ['amount_band', '两千三'],
  ['payout_status', '还没查'],
  ['terminal_result', '报错51'],
  ['customer_debited', '记不清了'],
];
const opened = ['你好，', '那个，', '嗯 ', '哎呀，', '老师，', '请问', '我跟你说，', '喂，你好，'];
const closed = [
  '，谢谢',
  '，帮忙看下',
  '啊',
  '哦',
  '嘛',
  '，急急急',
  '，麻烦快点',
  '……',
  '！！',
  '😭',
  '，谢谢老师啊',
];

describe('How a message is opened and closed', () => {
  test.each(messages)('changes nothing of what is said to %s: %s', (asked, text) => {
    const bare = gist(text, asked);
    for (const dress of opened) expect(gist(dress + text, asked), dress).toEqual(bare);
    for (const dress of closed) expect(gist(text + dress, asked), dress).toEqual(bare);
  });

  test('is all there is of a greeting and of thanks', () => {
    for (const text of ['你好，在吗', '喂，你好', '早上好啊'])
      expect(gist(text, null).control, text).toBe('greet');
    for (const text of ['好的，谢谢', '嗯嗯 谢谢老师', '行 谢了啊', '知道了，谢谢'])
      expect(gist(text, null).control, text).toBe('thanks');
  });

  test('leaves the question mark, which says something', () => {
    expect(gist('昨天刷的，当天到账吗？谢谢', null).stated.settlement_mode).toBeUndefined();
  });
});

/** Ways of writing the same. */
const written: readonly (readonly [string | null, string, string])[] = [
  [null, '昨天上午刷的三千没到', '昨个儿上午刷得三千没到'],
  [null, '昨天晚上八点刷的三千没到', '昨天晚黑八点刷的三千没有到'],
  [null, '我的POS机刷了三千没到账', '咱的刷卡机刷了三千没到张'],
  [null, '我的钱没到', '我滴钱没有到'],
  ['card_type', '信用卡', '贷记卡'],
  ['app_record', '查不到，没成功', '查不到，没有成功'],
  [null, '误刷了 一千一 客人还在', '误刷了，一千一，客人还在'],
];

describe('How a message is written', () => {
  test.each(written)('%s: %s is %s', (asked, one, other) => {
    expect(gist(other, asked).stated).toEqual(gist(one, asked).stated);
  });

  test('means nothing where a word only sounds like another', () => {
    expect(gist('这个刷卡机是新的', null).stated.terminal_result).toBeUndefined();
    expect(gist('机器报错了', 'terminal_result').control).toBeNull();
    expect(gist('显示待结算了', 'payout_status').control).toBeNull();
    expect(gist('要求当日到账', null).stated.settlement_mode).toBeUndefined();
    expect(gist('应该是隔天到，礼拜天没有', 'settlement_mode').stated.txn_at).toBeUndefined();
  });
});
