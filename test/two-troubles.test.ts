import { beforeAll, describe, expect, test } from 'vitest';
import { turnOf } from '../src/conversation/turn.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { akin } from '../src/dialog/akin.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { Chat } from './support/chat.ts';

const NOW = '2026-11-24T10:00:00+08:00';
const TWO = '昨天下午3点刷的储蓄卡没到账，另外有个客人的退款也没收到';

describe('two troubles in one talk', () => {
  let advisor: Advisor;
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 120_000);

  const answeredFirst = (): Chat => new Chat(advisor, NOW).say(TWO, '秒到');

  test('the first is answered, and the second offered with two buttons', () => {
    const chat = answeredFirst();
    expect(chat.cause).toBe('debit_not_instant');
    expect(chat.text).toContain('您还提到“退款没收到”，要不要接着看？');
    const { asking } = turnOf(advisor.expert, chat.conversation, []);
    expect(asking?.slot).toBe('issue_kind');
    expect(asking?.choices.map(({ value }) => value)).toEqual(['refund_not_received', 'unknown']);
    expect(chat.replies.at(-1)?.choices).toEqual(asking?.choices);
  });

  test('facts of the second are not taken for those of the first', () => {
    const chat = new Chat(advisor, NOW).say('昨天刷的信用卡没到账，另外上周有个顾客被扣了两次');
    expect(chat.conversation.facts.dup_suspected).toBeUndefined();
    expect(chat.conversation.facts.txn_at?.value).toMatchObject({ from: '2026-11-23T00:00:00+08:00' });
  });

  test.each(['要', '好的', '接着看', '可以，麻烦了'])('%s takes up the second, the facts kept', (yes) => {
    const chat = answeredFirst().say(yes);
    expect(chat.conversation.facts.issue_kind?.value).toBe('refund_not_received');
    expect(chat.conversation.facts.card_type?.value).toBe('debit');
    expect(chat.conversation.asking).toBe('refund_status');
    chat.say('退款失败', '没有');
    expect(chat.cause).toBe('refund_in_transit_or_failed');
    expect(chat.text).not.toContain('您还提到');
  });

  test('the button takes it up as well', () => {
    const chat = answeredFirst().tap('issue_kind', 'refund_not_received');
    expect(chat.conversation.facts.issue_kind?.value).toBe('refund_not_received');
    expect(chat.conversation.status).toBe('asking');
  });

  test.each(['不用了', '不要', '没有'])('%s ends the talk politely', (no) => {
    const chat = answeredFirst().say(no);
    expect(chat.conversation.status).toBe('closed');
    expect(chat.conversation.facts.issue_kind?.value).toBe('not_arrived');
    expect(turnOf(advisor.expert, chat.conversation, []).asking).toBeNull();
  });

  test('so does the other button', () => {
    const chat = answeredFirst().tap('issue_kind', 'unknown');
    expect(chat.conversation.status).toBe('closed');
    expect(chat.text).toContain('不客气');
  });

  test('an offer that is passed over is not made again', () => {
    const chat = answeredFirst().say('结算方式是T+1，不是秒到');
    expect(chat.text).not.toContain('您还提到');
    expect(chat.conversation.offered).toBeNull();
  });

  test('told in the middle of the first, the second waits and the open question is put again', () => {
    const chat = new Chat(advisor, NOW).say('昨天下午3点刷的储蓄卡没到账');
    const { asking } = chat.conversation;
    chat.say('对了，有个顾客被扣了两次');
    expect(chat.text).toContain('您提到的“顾客被扣了两次”我先记下');
    expect(chat.conversation.asking).toBe(asking);
    expect(chat.conversation.facts.issue_kind?.value).toBe('not_arrived');
    chat.say('秒到');
    expect(chat.cause).toBe('debit_not_instant');
    expect(chat.text).toContain('您还提到“顾客被扣了两次”');
  });

  test.each([
    ['昨天下午3点刷的储蓄卡没到账，还有我上周换过结算卡'],
    ['钱没到账，另外想问一下手续费怎么算'],
    ['顾客付了钱我没收到，还有什么要查的吗'],
    ['我这花呗明明写着扣款成功了 商家那头就是没收到 现在啥情况'],
  ])('%s tells of one trouble only', (line) => {
    const { later, facts } = new Chat(advisor, NOW).say(line).conversation;
    expect(later).toEqual([]);
    expect(facts.issue_kind).toBeDefined();
  });

  test('in English is offered in English', () => {
    const lines = ['debit card sale yesterday at 3pm not received, also a customer was charged twice'];
    const chat = new Chat(advisor, NOW).say(...lines, 'instantly');
    expect(chat.text).toContain('You also mentioned "Customer was charged twice".');
    expect(chat.say('yes').conversation.facts.issue_kind?.value).toBe('duplicate_charge');
  });

  test('are of one kin where their trees end in the same causes', () => {
    const { dialogs } = advisor.expert.content;
    expect(akin(dialogs, 'not_arrived', 'card_changed_not_arrived')).toBe(true);
    expect(akin(dialogs, 'not_arrived', 'partial_arrived')).toBe(true);
    expect(akin(dialogs, 'refund_not_received', 'not_arrived')).toBe(false);
    expect(akin(dialogs, 'dispute_notice', 'dispute_notice')).toBe(true);
  });
});
