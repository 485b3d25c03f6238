import { beforeAll, describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import type { Event } from '../src/conversation/event.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { shippedContent } from './support/content.ts';
import { chose, DEBIT, NOW, playEvents, said, TROUBLE } from './support/engine.ts';
import { factsOf, heard } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const play = (events: readonly Event[], from?: Conversation) => playEvents(expert, events, from);
const reply = (id: string): string => expert.content.replies[id] ?? `no reply ${id}`;
const ask = (slot: string): string => expert.content.slots[slot]?.question ?? `no question ${slot}`;

describe('a fact', () => {
  test('that does not answer the question is acknowledged before it is put again', () => {
    const other = said({ facts: [heard('settlement_card_changed', 'no')] });
    expect(play([said(TROUBLE), other]).texts).toEqual([reply('noted'), ask('txn_at')]);
  });

  test('said again is no miss, and the question that stays unanswered is left open', () => {
    const known = said({ facts: [heard('arrival', 'none')] });
    const once = play([said({ ...TROUBLE, facts: [heard('arrival', 'none')] }), known]);
    expect(once.now.misses).toBe(0);
    expect(once.texts[0]).toBe(reply('noted'));
    expect(play([known], once.now).now.facts.txn_at?.value).toBe('unknown');
  });

  test('in a question from outside our trade is not kept', () => {
    const loan = said({ facts: [heard('card_type', 'credit')], outOfScope: 'loans' });
    expect(play([loan])).toMatchObject({ texts: [reply('outside_loans')], now: { facts: {} } });
    const odd = said({ outOfScope: 'no such topic' });
    expect(play([odd]).texts).toEqual([reply('outside')]);
  });

  test('that was unknown kind of trouble becomes the general one', () => {
    const { now } = play([said({}), said({ dontKnow: true })]);
    expect(now.facts.issue_kind?.value).toBe(expert.content.slots.issue_kind?.options.at(-1)?.id);
    expect(play([said({}), chose('issue_kind', 'unknown')]).now.facts.issue_kind?.value).not.toBe('unknown');
  });

  test('of two amounts puts neither in doubt', () => {
    const due = said({ ...TROUBLE, facts: [heard('amount_band', '1k_10k')] });
    const { now, texts } = play([due, said({ facts: [heard('amount_band', 'le_1000')] })]);
    expect(now.facts.amount_band?.value).toBe('le_1000');
    expect(texts).toEqual([reply('noted'), ask('txn_at')]);
  });

  test('contradicted is put to the merchant once, with both statements', () => {
    const card = (value: string) => said({ ...TROUBLE, facts: [heard('card_type', value)] });
    const dispute = play([card('debit'), card('credit')]);
    expect(dispute.texts[0]).toContain('card_type said');
    expect([dispute.now.asking, dispute.now.disputed]).toEqual(['card_type', ['card_type']]);
    const settled = play([said({ facts: [heard('card_type', 'debit')] }), card('credit')], dispute.now);
    expect([settled.now.asking, settled.now.facts.card_type?.value]).toEqual(['txn_at', 'credit']);
  });

  test('contradicted after its question was put twice is taken as said last', () => {
    const talk = { ...begin('t'), asked: { card_type: 2 }, facts: factsOf({ card_type: 'debit' }) };
    const { now, texts } = play([said({ ...TROUBLE, facts: [heard('card_type', 'credit')] })], talk);
    expect(now.facts.card_type?.value).toBe('credit');
    expect(texts.join()).not.toContain('以哪个为准');
  });
});

describe('a side question', () => {
  test('is answered with the first paragraph of its article, and the open question is put again', () => {
    const [id = ''] = Object.keys(expert.content.articles);
    const { texts } = play([said(TROUBLE), said({ sideQuestion: id })]);
    expect(expert.content.articles[id]?.text.startsWith(texts[0] ?? 'x')).toBe(true);
    expect(texts[1]).toContain(ask('txn_at'));
  });

  test('without an article counts as not understood', () => {
    expect(play([said(TROUBLE), said({ sideQuestion: 'no such article' })]).texts[0]).toBe(
      reply('not_understood'),
    );
  });
});

describe('another trouble after the answer', () => {
  const refund = said({ issues: [{ value: 'refund_not_received', probability: 0.95 }] });

  test('gets questions of its own, without a dispute about the first', () => {
    const { now, texts } = play([said({ ...TROUBLE, facts: DEBIT }), refund]);
    expect(now.asked).toEqual({ refund_status: 1 });
    expect(texts).toEqual([ask('refund_status')]);
  });

  test('that a message of thanks closed is opened again', () => {
    const { now } = play([said({ ...TROUBLE, facts: DEBIT }), said({ control: 'thanks' }), refund]);
    expect(now.status).toBe('asking');
  });
});

describe('the hand-off', () => {
  const human = said({ control: 'human' });

  test('brings the likely diagnosis along, a mere suspicion not', () => {
    const known = play([said({ ...TROUBLE, facts: DEBIT.slice(0, 2) }), human]);
    expect(known.now.status).toBe('handoff');
    const sure = play([said({ facts: [heard('scam_sign', 'yes')], control: 'human' })]);
    expect(sure.texts).toContain(reply('hand_off_meanwhile'));
    const [alone, ...more] = play([human]).texts;
    expect([alone?.startsWith(reply('hand_off')), more]).toEqual([true, []]);
  });

  test('only listens while a person is awaited', () => {
    expect(play([human, said({})]).texts).toEqual([]);
    expect(play([human, said({ facts: [heard('card_type', 'debit')] })]).texts).toEqual([
      reply('hand_off_more'),
    ]);
    const tapped = play([human, chose('card_type', 'debit')]);
    expect([tapped.texts, tapped.now.facts.card_type?.value]).toEqual([[reply('hand_off_more')], 'debit']);
  });
});

describe('the follow-up', () => {
  const follow = (at: number) =>
    play([said({ ...TROUBLE, facts: DEBIT }, at)]).effects.filter((effect) => effect.type === 'follow-up');

  test('is set for the due instant, but not for one that has passed', () => {
    expect(follow(NOW)).toEqual([{ type: 'follow-up', at: Date.parse('2026-11-18T18:00:00+08:00') }]);
    expect(follow(Date.parse('2026-11-30T10:00:00+08:00'))).toEqual([]);
  });
});
