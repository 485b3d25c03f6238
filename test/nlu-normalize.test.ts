import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vocabulary } from '../src/content/content.ts';
import { normalize, normalPhrase, originalSpan } from '../src/nlu/normalize.ts';
import { shippedContent } from './support/shipped-content.ts';

const plain: Vocabulary = { rewrite: [], lists: {} };
const { vocabulary } = await shippedContent();
const shipped = (text: string) => normalize(text, vocabulary).text;
const withRules = (...rewrite: [string, string][]): Vocabulary => ({ rewrite, lists: {} });

describe('Folding', () => {
  test.each([
    ['ＰＯＳ机：Ｔ＋１！', 'pos机:t+1!'],
    ['還沒到賬，錢呢', '还没到账,钱呢'],
    ['儲蓄卡\u200b\ufeff沒到', '储蓄卡没到'],
    ['到账😭😭了👍🏽', '到账 了'],
    ['  没到 \n\n 啊  ', '没到 啊'],
    ['急!!!!!!在吗???', '急!在吗?'],
    ['①笔', '1笔'],
    ['', ''],
    ['🙏', ''],
  ])('%j reads as %j', (written, read) => {
    expect(normalize(written, plain).text).toBe(read);
  });

  test('digits that repeat are kept', () => {
    expect(normalize('5000元 11点', plain).text).toBe('5000元 11点');
  });
});

describe('Rewriting', () => {
  test('the longest rule wins and its result is not read again', () => {
    const rules = withRules(['甲', '乙'], ['甲乙', '丙'], ['乙', '丁']);
    expect(normalize('甲乙甲', rules).text).toBe('丙乙');
  });

  test('a rule may be written in traditional characters or capitals', () => {
    expect(normalize('kA卡', withRules(['KA卡', '卡'])).text).toBe('卡');
    expect(normalize('冲帳', withRules(['沖帳', '冲正'])).text).toBe('冲正');
  });

  test('a rule of letters or digits does not split a longer word or number', () => {
    const rules = withRules(['t1', 't+1'], ['ka', '卡']);
    expect(normalize('t1 at1 t12 刷ka kafka', rules).text).toBe('t+1 at1 t12 刷卡 kafka');
  });

  test.each([
    ['刷KA卡 没道账', '刷卡 没到账'],
    ['poss机充正了没出飘', 'pos机冲正了没出票'],
    ['泡死机踢加一', 'pos机t+1'],
    ['今早刷錯卡 刷咗借記卡 仲未到數', '今早刷错卡 刷了借记卡 还没到账'],
    ['点解仲未收到', '为什么还没收到'],
    ['咋还没得到账', '怎么还没有到账'],
    ['体现不了', '提现不了'],
  ])('the shipped rules read %j as %j', (written, read) => {
    expect(shipped(written)).toBe(read);
  });

  test.each([
    '怎么到账',
    '知道账户',
    '自动结算',
    '根据付款',
    '春节算吗',
    '早点解冻',
    '阿里巴巴',
    '超过数额',
    '体现价值',
  ])('the shipped rules leave %j alone', (text) => {
    expect(shipped(text)).toBe(text);
  });
});

describe('Offsets', () => {
  const said = (text: string, words: string) => {
    const normal = normalize(text, vocabulary);
    const start = normal.text.indexOf(words);
    const span = originalSpan(normal, start, start + words.length);
    return text.slice(span.start, span.end);
  };

  test.each([
    ['😭😭 昨天刷ＫＡ卡了', '刷卡', '刷ＫＡ卡'],
    ['錢仲未到數呀', '还没到账', '仲未到數'],
    ['咋没到', '怎么', '咋'],
    ['到底咋没到', '么', '咋'],
    ['储\u200b蓄卡', '储蓄卡', '储\u200b蓄卡'],
    ['𠮷店 没到', '没到', '没到'],
  ])('in %j the words %j were written %j', (text, words, written) => {
    expect(said(text, words)).toBe(written);
  });

  test('of any text stay inside it, in order, one for each unit and one for the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: normal, map } = normalize(text, vocabulary);
        expect(map).toHaveLength(normal.length + 1);
        expect(map.every((offset, at) => offset >= (map[at - 1] ?? 0) && offset <= text.length)).toBe(true);
      }),
    );
  });
});

test('A text without rewritable words is the same when it is normalised again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'沒沒Ｔa!！ 😭\u200b①帳。'), maxLength: 60 }),
      (text) => {
        const once = normalPhrase(text, plain);
        expect(normalPhrase(once, plain)).toBe(once);
      },
    ),
  );
});
