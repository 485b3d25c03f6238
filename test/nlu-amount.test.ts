import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmounts, saleAmount } from '../src/nlu/amount.ts';
import { readNumber } from '../src/nlu/number.ts';

describe('A number', () => {
  test.each([
    ['三万六', 36_000],
    ['一千二', 1200],
    ['六百八', 680],
    ['三万零六', 30_006],
    ['八千零五十', 8050],
    ['一万二千三百四十五', 12_345],
    ['十二', 12],
    ['二十', 20],
    ['廿八', 28],
    ['两百', 200],
    ['1.2w', 12_000],
    ['3万6', 36_000],
    ['8千', 8000],
    ['21,300', 21_300],
    ['二〇二六', 2026],
    ['十万', 100_000],
    ['一亿两千万', 120_000_000],
  ])('%s is read', (said, value) => {
    expect(readNumber(said)).toBe(value);
  });

  test.each(['', '万', '百富', '一百二百', '三 四', 'w', '一二千万三'])('"%s" is none', (said) => {
    expect(readNumber(said)).toBeNull();
  });
});

describe('An exact sum', () => {
  test.each([
    ['3600', 3600],
    ['刷了98元', 98],
    ['两万整', 20_000],
    ['1.5万', 15_000],
    ['2w', 20_000],
    ['6k', 6000],
    ['1w2', 12_000],
    ['12,000元整', 12_000],
    ['¥128', 128],
    ['1,280.50', 1280.5],
    ['68.00', 68],
    ['九百九十九块', 999],
    ['六万八千八百八', 68_880],
    ['十二万五', 125_000],
    ['八十块', 80],
    ['十二块五', 12.5],
    ['两块半', 2.5],
    ['三千蚊', 3000],
    ['15W'.toLowerCase(), 150_000],
    ['一块钱', 1],
    ['九万八', 98_000],
    ['两千六的', 2600],
    ['卖了套沙发7350', 7350],
    ['15号1200', 1200],
    ['刷了八千一直没到', 8000],
    ['刷了三千两笔都没到', 3000],
    ['4月2日收款26,400,4月3日出款', 26_400],
    ['5600信用卡', 5600],
    ['刷了120000', 120_000],
  ])('%s', (said, yuan) => {
    const [amount] = readAmounts(said);
    expect(amount).toMatchObject({ yuan, from: yuan, to: yuan, approx: false });
  });
});

describe('A loose sum', () => {
  test.each([
    ['七千多', 7000, 7999],
    ['一万二千多', 12_000, 12_999],
    ['三百多块', 300, 399],
    ['二十多万', 200_000, 299_999],
    ['十几万', 110_000, 199_999],
    ['几千块', 1001, 9999],
    ['好几万', 50_001, 99_999],
    ['几百块钱', 100, 999],
    ['三四千', 3000, 4999],
    ['七八百', 700, 899],
    ['一两万', 10_000, 29_999],
    ['千把块', 800, 1500],
    ['百把块', 80, 200],
    ['不到一万', 8000, 9999],
    ['五千左右', 4500, 5500],
    ['一千出头', 1000, 1999],
    ['一万多到几万', 10_000, 50_000],
    ['一万以上五万以内', 10_000, 50_000],
    ['三千到五千', 3000, 5000],
    ['四千来块', 4000, 4999],
    ['五万以上', 50_000, 100_000],
  ])('%s', (said, from, to) => {
    const [amount, ...more] = readAmounts(said);
    expect(amount).toMatchObject({ from, to, approx: true });
    expect(more).toEqual([]);
    expect(amount?.yuan).toBeGreaterThanOrEqual(from);
    expect(amount?.yuan).toBeLessThanOrEqual(to);
  });

  test('千把块以内 stays within a thousand', () => {
    expect(readAmounts('千把块以内')[0]).toMatchObject({ yuan: 1000, to: 1000 });
  });
});

describe('No sum of money is', () => {
  test.each([
    '代码98',
    '显示51',
    '报错2055',
    '尾号6688',
    '卡号后四位3721',
    '12号下午三点四十',
    '2026-11-15 14:20',
    '三笔都没到',
    '二十多笔',
    '两台机器五张卡',
    '十几个顾客',
    '费率0.38%',
    '千分之六',
    't+1',
    's0',
    '客服95516',
    '打12363投诉',
    '手机13912345678',
    '参考号123456789012',
    '订单20261118-0031',
    '三天没到',
    '24小时',
    '10个工作日',
    '一点没到',
    '一块儿刷的',
    '这一块不懂',
    '万一到不了',
    '千万别动',
    '百富的机器',
    '一类卡',
    '第二天',
    '一分没到',
    '交易日期 11.16',
    '303房的客人',
  ])('%s', (said) => {
    expect(readAmounts(said)).toEqual([]);
  });
});

describe('The amount of the sale', () => {
  test.each([
    ['不是三百二 是三千二', 3200],
    ['打错了 应该是1580', 1580],
    ['本来收580按成了5800', 5800],
    ['该收四百 按成四千', 4000],
    ['收了3500 扣手续费21 到账3479', 3500],
    ['刷10000到账9940', 10_000],
    ['尾号6688的卡刷了6600', 6600],
    ['每笔五千 一共刷了三笔', 5000],
    ['营业额两万多 有一笔3800没到', 3800],
    ['退款2600客人没收到', 2600],
    ['押金300交了 卖货的1750没到', 1750],
    ['客人短信说扣了720', 720],
    ['应该收5200 卡里只到了五百多', 5200],
    ['是7万 不是7千', 70_000],
    ['上个月28号卖的冰箱 5680', 5680],
    ['十点零三分 扫码 198', 198],
  ])('in "%s"', (said, yuan) => {
    expect(saleAmount(said)?.yuan).toBe(yuan);
  });

  test.each([
    '押金299退不退',
    '手续费51.6元',
    '少到账60元',
    '限额500块',
    '单笔最多只能收1000',
    '要先转1800才给解冻',
    '激活要刷满3000',
    '罚款5000',
    '帮人套现14w 这14w要我赔吗',
    '给我贷个十万',
    '年费两百块',
  ])('is not in "%s"', (said) => {
    expect(saleAmount(said)).toBeNull();
  });

  test('must be called one in the answer to another question', () => {
    expect(saleAmount('出款成功 1860', 'other')).toBeNull();
    expect(saleAmount('成功 1860', 'other')).toBeNull();
    expect(saleAmount('信用卡 刷了1860', 'other')?.yuan).toBe(1860);
  });
});

const pieces = fc.constantFrom(
  ...'零一二两三几十百千万多来块元到不是按成收刷第号点wk.,:¥-+0123456789 '.split(''),
  '以上',
  '以内',
  '手续费',
  '三块多',
  '不到一万',
  '几千',
  '十几万',
);

test('Any string gives sums with ordered bounds and spans in order inside it', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 2000, unit: 'binary' }),
    fc.array(pieces, { maxLength: 700 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (said) => {
      let end = 0;
      for (const amount of readAmounts(said)) {
        expect(amount.start).toBeGreaterThanOrEqual(end);
        expect(amount.end).toBeGreaterThan(amount.start);
        expect(amount.end).toBeLessThanOrEqual(said.length);
        expect(amount.from).toBeLessThanOrEqual(amount.yuan);
        expect(amount.yuan).toBeLessThanOrEqual(amount.to);
        end = amount.end;
      }
      saleAmount(said);
    }),
    { numRuns: 300 },
  );
});
