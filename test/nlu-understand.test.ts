import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { createReader } from '../src/nlu/reader.ts';
import { createTranscriptReader, merchantOnly } from '../src/nlu/transcript/transcript.ts';
import type { Understanding } from '../src/nlu/understanding.ts';
import { shippedContent } from './support/shipped-content.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
const content = await shippedContent();
const read = createReader(content, trainClassifier(content.intents, content.vocabulary));
const hear = (text: string, asked: string | null = null): Understanding => read(text, { at: AT, asked });
const valuesOf = ({ facts }: Understanding) =>
  Object.fromEntries(facts.map((fact) => [fact.slot, fact.value]));

describe('A fact', () => {
  test('keeps the words of the original, traditional characters and all', () => {
    const { facts } = hear('前晚刷咗張儲蓄卡,三千蚊,仲未到數');
    const debit = facts.find(({ slot }) => slot === 'card_type');
    expect(debit).toMatchObject({ value: 'debit', said: expect.stringContaining('儲蓄卡') });
    for (const { said, start, end } of facts)
      expect('前晚刷咗張儲蓄卡,三千蚊,仲未到數'.slice(start, end)).toBe(said);
  });

  test('said with doubt is hedged, said plainly is not', () => {
    expect(hear('好像是信用卡', 'card_type').facts).toContainEqual(expect.objectContaining({ hedged: true }));
    expect(hear('是信用卡', 'card_type').facts).toContainEqual(expect.objectContaining({ hedged: false }));
  });

  test('that follows a correction replaces the one before it', () => {
    const heard = hear('刷的储蓄卡,说错了,信用卡');
    expect(valuesOf(heard)).toMatchObject({ card_type: 'credit' });
    expect(heard.corrects).toBe(true);
  });

  test('about something else fills that slot and leaves the question open', () => {
    const heard = hear('机器是随行付的', 'card_type');
    expect(valuesOf(heard)).toMatchObject({ terminal_brand: 'vbill_suixingfu' });
    expect(valuesOf(heard)).not.toHaveProperty('card_type');
  });

  test('can be given by the place or the words of its button', () => {
    expect(valuesOf(hear('1', 'card_type'))).toMatchObject({ card_type: 'debit' });
    expect(valuesOf(hear('选B', 'card_type'))).toMatchObject({ card_type: 'credit' });
    const asked = Object.values(content.slots).filter(
      ({ id, question }) => question !== null && id !== content.roles.issue,
    );
    for (const { id, options } of asked) {
      for (const { label } of options.filter(({ button }) => button)) {
        const value = options.find((option) => option.label === label)?.id;
        expect(valuesOf(hear(label, id)), label).toMatchObject({ [id]: value });
      }
    }
  });

  test('of a band comes from the number', () => {
    expect(valuesOf(hear('刷了一千整'))).toMatchObject({ amount_band: 'le_1000' });
    expect(valuesOf(hear('刷了50001块'))).toMatchObject({ amount_band: 'gt_50k' });
  });

  test('about the order of card change and sale follows from their times', () => {
    expect(valuesOf(hear('刷是上周四 换卡是上周六'))).toMatchObject({ change_timing: 'after_txn' });
    expect(valuesOf(hear('10号换的新卡 12号刷的'))).toMatchObject({ change_timing: 'before_txn' });
  });
});

describe('A message without words', () => {
  test.each(['', '   ', '😀😀', '[图片]', '[语音]', '。。。', '???'])('%j is empty', (text) => {
    expect(hear(text)).toMatchObject({ empty: true, facts: [], issues: [], control: null });
  });
});

describe('Not knowing', () => {
  const forms = [
    '不清楚',
    '记不得了',
    '没留意',
    '我上哪知道去',
    '这个真不懂',
    '看不来',
    '冇印象',
    '会计管的',
    '说不准',
    '没问过',
  ];
  test.each(forms)('is said by %s', (text) => {
    expect(hear(text, 'account_kind').dontKnow).toBe(true);
  });

  test('gives way to an answer', () => {
    expect(hear('具体忘了 反正是二类卡', 'account_kind').dontKnow).toBe(false);
  });

  test('is an answer where the question has an option for it', () => {
    const heard = hear('还没去看', 'payout_status');
    expect(heard.dontKnow).toBe(false);
    expect(valuesOf(heard)).toMatchObject({ payout_status: 'not_checked' });
  });

  test('may be said in words that fit one question only', () => {
    expect(hear('机器上没有牌子', 'terminal_brand').dontKnow).toBe(true);
    expect(hear('还没联系过', 'provider_reachable').dontKnow).toBe(true);
  });
});

describe('A pasted conversation', () => {
  const pasted =
    '坐席: 您好,请问是秒到吗,是不是换过卡\n商户: 昨天刷的储蓄卡6200没到\n坐席: 是T+1还是D+1\n商户: T+1';

  test('gives the facts of the merchant and none of the agent', () => {
    const heard = hear(pasted);
    expect(valuesOf(heard)).toMatchObject({
      card_type: 'debit',
      settlement_mode: 't1',
      amount_band: '1k_10k',
    });
    expect(valuesOf(heard)).not.toHaveProperty('user_role');
    expect(valuesOf(heard)).not.toHaveProperty('settlement_card_changed');
    for (const { start, end, said } of heard.facts) expect(pasted.slice(start, end)).toBe(said);
  });

  test('is cut at its speakers, with time stamps or on one line', () => {
    const split = createTranscriptReader(content.vocabulary.lists);
    const speakers = (text: string) => split(text, AT).map(({ speaker }) => speaker);
    expect(speakers('[09:15] 客户A: 钱没到\n[09:16] 客服02: 哪天刷的')).toEqual(['merchant', 'agent']);
    expect(speakers('客户:没到账 客服:您好 客户:昨天的')).toEqual(['merchant', 'agent', 'merchant']);
    expect(speakers('商户:某餐饮店。称昨日一笔未到账')).toEqual(['unknown']);
    const text = '客户:没到账 客服:您好';
    expect(merchantOnly(text, split(text, AT)).trim()).toBe('没到账');
  });
});

test('Any text in any light is understood without an error and with facts inside it', () => {
  const slots = [null, ...Object.keys(content.slots)];
  const words = fc.constantFrom(
    '没',
    '不是',
    '换',
    '卡',
    '到账',
    '51',
    '昨天',
    '信用',
    '扣了',
    '两次',
    ' ',
    ',',
    '吗',
    'T+1',
    '😀',
    '儲',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 200, unit: 'grapheme' }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...slots), (said, asked) => {
      const { facts } = hear(said, asked);
      for (const fact of facts) {
        expect(fact.start).toBeGreaterThanOrEqual(0);
        expect(fact.end).toBeLessThanOrEqual(said.length);
        expect(said.slice(fact.start, fact.end)).toBe(fact.said);
      }
      expect(new Set(facts.map(({ slot }) => slot)).size).toBe(facts.length);
    }),
    { numRuns: 300 },
  );
});
