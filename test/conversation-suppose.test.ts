import { beforeAll, expect, test } from 'vitest';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { shippedContent } from './support/content.ts';
import { DEBIT, playEvents, said, TROUBLE } from './support/engine.ts';
import { heard, minute } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const answer = () => said({ ...TROUBLE, facts: DEBIT });

test('a supposition after the answer says what differs and changes nothing that is held', () => {
  const before = playEvents(expert, [answer()]).now;
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [heard('card_type', 'credit')] })]);
  expect(now).toEqual({ ...before, turn: now.turn, replies: now.replies });
  expect(texts).toHaveLength(1);
  const fact = expert.content.slots.card_type?.options.find(({ id }) => id === 'credit')?.fact ?? '';
  expect(texts[0]).toContain(fact);
});

test('another sale time moves the due date only in what is said', () => {
  const early = heard('txn_at', minute('2026-11-16T15:00'));
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [early] })]);
  expect(now.diagnosis?.dueAt).toBe('2026-11-18T18:00:00+08:00');
  expect(texts[0]).toContain('17');
});

test('what is held already is said to be so, and nothing changes', () => {
  const same = said({ facts: [heard('card_type', 'debit')], supposed: [heard('card_type', 'debit')] });
  const before = playEvents(expert, [answer()]).now;
  const { now, texts } = playEvents(expert, [answer(), same]);
  expect(now).toEqual({ ...before, turn: now.turn, replies: now.replies });
  expect(texts).toEqual([expect.stringContaining('本来就是这样：这笔刷的是储蓄卡')]);
});

test('what nobody has told yet can be supposed as well, and is not held afterwards', () => {
  const changed = heard('settlement_card_changed', 'no');
  const { now, texts } = playEvents(expert, [answer(), said({ facts: [changed], supposed: [changed] })]);
  expect(now.facts.settlement_card_changed).toBeUndefined();
  expect(texts[0]).toContain('如果最近没有换过结算卡，判断不变');
});

test('what is supposed takes back what cannot be true beside it', () => {
  const moved = {
    settlement_card_changed: 'once',
    change_audit: 'approved',
    change_count: 'le2',
    change_timing: 'after_txn',
  };
  const facts = Object.entries(moved).map((one) => heard(...one));
  const issues = [{ value: 'card_changed_not_arrived', probability: 1 }];
  const none = heard('settlement_card_changed', 'no');
  const { now, texts } = playEvents(expert, [said({ issues, facts }), said({ supposed: [none] })]);
  expect(now.diagnosis?.causes[0]?.id).toBe('old_card_inflight');
  expect(texts[0]).toContain('如果最近没有换过结算卡，单凭现在知道的还说不准');
  expect(now.facts.change_timing?.value).toBe('after_txn');
});

test('while a question is open nothing is supposed of another, but a danger sign counts', () => {
  const failed = heard('payout_status', 'failed');
  const { now, texts } = playEvents(expert, [said(TROUBLE), said({ facts: [failed], supposed: [failed] })]);
  expect(now.facts.payout_status).toBeUndefined();
  expect(texts[0]).toContain('先把您这笔问清楚');
  const scam = heard('scam_sign', 'yes');
  const { now: then } = playEvents(expert, [said(TROUBLE), said({ facts: [scam], supposed: [scam] })]);
  expect([then.asking, then.diagnosis?.redFlag]).toEqual([null, true]);
});

test('while a person is awaited what is supposed is no fact', () => {
  const credit = heard('card_type', 'credit');
  const { now } = playEvents(expert, [
    answer(),
    said({ control: 'human' }),
    said({ facts: [credit], supposed: [credit] }),
  ]);
  expect([now.status, now.facts.card_type?.value]).toEqual(['handoff', 'debit']);
});

test('what is supposed and cannot be read is told after the answer, and is no answer to a question', () => {
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [] })]);
  expect(texts).toEqual([expect.stringContaining('这个“如果”我没有听懂')]);
  expect(now.status).toBe('answered');
  const open = playEvents(expert, [said(TROUBLE), said({ supposed: [] })]);
  expect(open.now.asking).toBe(playEvents(expert, [said(TROUBLE)]).now.asking);
});

test('where nothing would differ, what to do next is told', () => {
  const none = heard('arrival', 'none');
  const { now, texts } = playEvents(expert, [answer(), said({ supposed: [none] })]);
  expect(texts[0]).toContain(now.diagnosis?.next);
});

test('what lies ahead, or answers the open question, is no supposition', () => {
  const ahead = said({ supposed: [heard('txn_at', minute('2026-11-20T15:00'))] });
  const plain = playEvents(expert, [answer(), said({})]).texts;
  expect(playEvents(expert, [answer(), ahead]).texts).toEqual(plain);
  const asking = playEvents(expert, [said(TROUBLE), said({ supposed: [heard('card_type', 'credit')] })]);
  expect(asking.now.asking).not.toBeNull();
});
