import { describe, expect, test } from 'vitest';
import type { Vocabulary } from '../src/content/content.ts';
import { classify } from '../src/nlu/classifier/model.ts';
import { loadModel, saveModel } from '../src/nlu/classifier/model-file.ts';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { readIntents } from '../src/nlu/intent.ts';
import { normalize } from '../src/nlu/normalize.ts';
import { shippedContent } from './support/shipped-content.ts';

const { intents, vocabulary, articles } = await shippedContent();
const model = trainClassifier(intents, vocabulary);
const read = (text: string) => readIntents(model, normalize(text, vocabulary), true);

describe('The shipped examples', () => {
  test('are at least forty of each intent, none under two intents', () => {
    const few = Object.entries(intents.examples).filter(([, texts]) => texts.length < 40);
    expect(few.map(([label, { length }]) => `${label}: ${length}`)).toEqual([]);
    const all = Object.values(intents.examples).flat();
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });

  test('name only articles that exist', () => {
    const ids = Object.keys(intents.examples).flatMap((label) => label.match(/^article:(.*)$/)?.[1] ?? []);
    expect(ids.filter((id) => !(id in articles))).toEqual([]);
  });
});

describe('The kind of trouble', () => {
  // none of these sentences is among the examples
  test.each([
    ['前天卖的家具钱咋还没给我打过来', 'not_arrived'],
    ['老板娘我 礼拜一刷的六百八到这会都没见影', 'not_arrived'],
    ['琴日收咗成三千幾 到而家都未入帳', 'not_arrived'],
    ['收了两千一 卡里才来一千八', 'partial_arrived'],
    ['换了张交行卡以后一分钱没进来过', 'card_changed_not_arrived'],
    ['明明刷好的 隔了会儿钱又退给客人了', 'success_then_returned'],
    ['手抖把顾客的储蓄卡给刷了 想撤掉', 'debit_swiped_by_mistake'],
    ['机器一刷就报错 换了几张卡都不行', 'txn_failed'],
    ['客人银行扣了钱 我机器上说失败', 'customer_charged_no_success'],
    ['给顾客退的衣服钱 他说一直没收到', 'refund_not_received'],
    ['刷了两遍 都扣了客人的钱', 'duplicate_charge'],
    ['店里的收款账户突然被冻结 钱取不出来', 'fund_held'],
    ['银行要我交上个月那笔的小票 说客人不认', 'dispute_notice'],
  ])('%s → %s', (text, issue) => {
    const { issues, outOfScope } = read(text);
    expect(issues[0]?.value).toBe(issue);
    expect(outOfScope).toBeNull();
  });

  test('comes with probabilities in descending order that do not exceed one together', () => {
    const { issues } = read('钱没到');
    const values = issues.map(({ probability }) => probability);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1.000001);
    expect(values[0]).toBeGreaterThan(0.8);
  });

  test.each(['储蓄卡', '昨天下午', '不知道', '你好', '没有'])('is not read from %s', (text) => {
    expect(read(text)).toMatchObject({ issues: [], outOfScope: null, asksGeneral: false });
  });
});

describe('A general question', () => {
  test.each([
    ['你们这个一般几点钟到账呀', 'settlement_times'],
    ['请问刷信用卡手续费是百分之几', 'fees'],
    ['冲正到底是什么意思', 'what_is_reversal'],
    ['你们客服几点下班呀', 'working_hours'],
  ])('%s is answered by the article %s', (text, article) => {
    expect(read(text)).toMatchObject({ sideQuestion: article, asksGeneral: true, outOfScope: null });
  });

  test('counts as the last kind of trouble, the one for whatever fits nowhere else', () => {
    expect(read('一清机和二清机怎么分').issues[0]?.value).toBe('other');
  });
});

describe('What is not ours', () => {
  test.each([
    ['能不能贷个二十万给我周转', 'loans'],
    ['个体户这个季度怎么报税呀', 'tax'],
    ['帮我把信用卡额度套出来行不行', 'cash_out'],
    ['帮我写一篇关于秋天的作文', 'chat'],
    ['我给我弟跨行转账 他一直没收到', 'other_transfer'],
    ['申请的收钱码贴纸二十天了还没寄来', 'parcel'],
    ['我的卡被人用pos机盗刷了', 'theft'],
    ['老板您好 免费换装智能pos 费率低 加个微信', 'sell_pos'],
    ['建行礼拜天几点开门', 'other_bank'],
  ])('%s → %s', (text, topic) => {
    expect(read(text).outOfScope).toBe(topic);
  });

  test.each([
    '刷卡的钱三天没到账',
    '微信扫码收的钱没到',
    '收款码收不了钱',
    '银行卡被公安冻结了 货款取不出来',
  ])('but %s is', (text) => {
    expect(read(text).outOfScope).toBeNull();
  });
});

describe('The model', () => {
  const small: Vocabulary = { rewrite: [], lists: {} };
  const examples = {
    late: ['钱没到', '没收到钱', '钱还没到'],
    failed: ['刷不了卡', '卡刷不了', '刷卡失败'],
    'outside:chat': ['你好笨', '讲个笑话', '你真笨'],
  };

  test('is the same whenever it is trained on the same examples', () => {
    const [one, other] = [trainClassifier({ examples }, small), trainClassifier({ examples }, small)];
    expect(saveModel(one)).toEqual(saveModel(other));
  });

  test('gives probabilities that sum to one, even for a text without any known character', () => {
    for (const text of ['', 'zzz', '钱没到']) {
      const sum = classify(model, text).reduce((total, { probability }) => total + probability, 0);
      expect(sum).toBeCloseTo(1, 6);
    }
  });

  test('reads from its file exactly as it was, also out of the middle of a buffer', () => {
    const bytes = saveModel(model);
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    const loaded = loadModel(inside.subarray(3));
    expect(loaded && classify(loaded, '钱还没到')).toEqual(classify(model, '钱还没到'));
    expect(bytes.length).toBeLessThan(3 * 1024 * 1024);
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['a few bytes', new Uint8Array([1, 2, 3, 4, 5, 6])],
    ['text', new TextEncoder().encode('not a model at all, but long enough to have a head')],
    ['half a model', saveModel(trainClassifier({ examples }, small)).subarray(0, 200)],
  ])('is not read from %s', (_, bytes) => {
    expect(loadModel(bytes)).toBeNull();
  });
});
