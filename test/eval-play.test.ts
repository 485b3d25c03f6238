import { beforeAll, describe, expect, test } from 'vitest';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { type MerchantCase, utteranceCase } from '../src/eval-case.ts';
import { play } from '../src/eval-merchants.ts';
import { heed } from '../src/eval-utterances.ts';
import { createPastedReader, type PastedReader } from '../src/nlu/transcript/pasted.ts';
import type { Heard } from '../src/nlu/understanding.ts';
import { shippedContent } from './support/content.ts';
import { merchant } from './support/merchant.ts';
import { heard, minute, understood } from './support/understood.ts';

let expert: Expert;
let pasted: PastedReader;
beforeAll(async () => {
  const content = await shippedContent();
  expert = createExpert(content);
  pasted = createPastedReader(content);
});

describe('playing a merchant', () => {
  const WORDS: Readonly<Record<string, Heard>> = {
    储蓄卡: heard('card_type', 'debit'),
    秒到: heard('settlement_mode', 's0'),
    昨天三点: heard('txn_at', minute('2026-11-17T15:00')),
  };
  /** Hears the words above, a trouble in the first message, and "do not know". */
  const read = (text: string) =>
    understood({
      text,
      facts: Object.entries(WORDS).flatMap(([word, fact]) => (text.includes(word) ? [fact] : [])),
      issues: text.startsWith('没到') ? [{ value: 'not_arrived', probability: 0.9 }] : [],
      dontKnow: text.includes('不清楚'),
      control: text === '谢谢' ? 'thanks' : null,
    });

  test('answers each question with its answer, the script before it, and the rest after the answer', () => {
    const one = merchant(
      {},
      {
        open: '没到',
        answers: { txn_at: '昨天三点', settlement_mode: '秒到', card_type: '储蓄卡' },
        script: [
          { after: 2, say: '刷的是储蓄卡' },
          { after: 9, say: '谢谢' },
        ],
      },
    );
    const { talk: lines, asked, end } = play({ expert, read, pasted }, one);
    expect(lines.filter((line) => line.who === 'merchant').map((line) => line.text)).toEqual([
      '没到',
      '昨天三点',
      '刷的是储蓄卡',
      '秒到',
      '谢谢',
    ]);
    expect(asked).toEqual(['txn_at', 'settlement_mode', 'settlement_mode']);
    expect([end.diagnosis?.causes[0]?.id, end.status]).toEqual(['debit_not_instant', 'closed']);
  });

  test('does not know what it was not told, in its own words where it has any', () => {
    const said = (more: Partial<MerchantCase>) =>
      play({ expert, read, pasted }, merchant({}, { open: '没到', ...more })).talk.filter(
        (line) => line.who === 'merchant',
      );
    expect(said({})[1]?.text).toBe('这个不清楚');
    expect(said({ unknown: ['txn_at'], unknown_say: ['我不清楚呀'] })[1]?.text).toBe('我不清楚呀');
  });

  test('masks what a merchant should not have sent', () => {
    const heardText: string[] = [];
    const listen = (text: string) => {
      heardText.push(text);
      return read(text);
    };
    play({ expert, read: listen, pasted }, merchant({}, { open: '卡号6222021234567890128' }));
    expect(heardText[0]).not.toContain('6222021234567890128');
  });
});

describe('scoring a message', () => {
  const row = (rules: Record<string, unknown>) => utteranceCase.parse({ id: 'u', text: 't', ...rules });
  const hear = (rules: Record<string, unknown>, understanding: Parameters<typeof understood>[0]) =>
    heed(() => understood(understanding), row(rules), 'issue_kind');

  test('a slot is hit, missed or wrong; one in neither list is neutral', () => {
    const facts = [heard('card_type', 'debit'), heard('arrival', 'none'), heard('scope', 'one_txn')];
    const heeded = hear({ slots: { card_type: 'debit', arrival: 'partial', app_record: 'none' } }, { facts });
    expect(heeded).toMatchObject({
      hit: ['card_type'],
      missed: ['arrival', 'app_record'],
      wrong: ['arrival'],
    });
    expect(hear({ notSlots: ['scope'] }, { facts }).wrong).toEqual(['scope']);
    expect(hear({ slots: { arrival: 'partial' }, alt: { arrival: ['none'] } }, { facts }).hit).toEqual([
      'arrival',
    ]);
  });

  test('times match where they overlap', () => {
    const sale = { from: '2026-11-17T00:00:00+08:00', to: '2026-11-17T23:59:00+08:00' };
    const hit = (txn_at: unknown) =>
      hear({ slots: { txn_at } }, { facts: [heard('txn_at', sale)] }).hit.length === 1;
    expect(hit('2026-11-17T15:00:00+08:00')).toBe(true);
    expect(hit({ from: '2026-11-17T20:00:00+08:00', to: '2026-11-18T02:00:00+08:00' })).toBe(true);
    expect(hit('2026-11-18T15:00:00+08:00')).toBe(false);
    expect(hit('unknown')).toBe(false);
    expect(hit(7)).toBe(false);
  });

  test('an issue is right when it is accepted, and "other" where none was heard', () => {
    const issues = [{ value: 'not_arrived', probability: 0.9 }];
    expect(hear({ accept: ['not_arrived'] }, { issues }).issue).toBe(true);
    expect(hear({ accept: ['other'] }, {}).issue).toBe(true);
    expect(hear({ accept: ['other'] }, { issues }).issue).toBe(false);
    expect(hear({}, { issues }).issue).toBeNull();
    expect(hear({ accept: ['other'], out_of_scope: true }, {}).issue).toBeNull();
  });

  test('controls and "do not know" count where the row names them', () => {
    expect(hear({ control: 'back' }, { control: 'back' }).control).toBe(true);
    expect(hear({ control: 'back' }, {}).control).toBe(false);
    expect(hear({ dontKnow: true }, { dontKnow: true }).control).toBe(true);
    expect(hear({}, { control: 'back' }).control).toBeNull();
  });
});
