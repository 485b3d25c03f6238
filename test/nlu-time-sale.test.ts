import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTimes } from '../src/nlu/time/read-times.ts';
import { type SaleHints, saleTime } from '../src/nlu/time/sale-time.ts';
import { beijing, holidays, written } from './nlu-time-calendar.ts';

/** Wednesday afternoon. */
const AT = beijing('2026-06-24 15:30');

function sale(text: string, asked: SaleHints['asked'] = null): string | null {
  const time = saleTime(text, AT, holidays, { asked });
  return time === null ? null : `${written(time.from)} ${written(time.to)}`;
}

describe('Of several times the sale is', () => {
  test.each([
    ['换卡是周五 刷是周一', '06-22 00:00 06-22 23:59'],
    ['昨天刷了两千多 今天上午还没到', '06-23 00:00 06-23 23:59'],
    ['18号办的机器 20号刷的头一笔', '06-20 00:00 06-20 23:59'],
    ['周一收的货款 昨天客服说在审核', '06-22 00:00 06-22 23:59'],
    ['客人昨天退货了 其实是上周六买的', '06-20 00:00 06-20 23:59'],
    ['都四天了 20号', '06-20 00:00 06-20 23:59'],
    ['今天周三了 周一刷的', '06-22 00:00 06-22 23:59'],
    ['5月6号那笔980 让6月30号之前交单子', '05-06 00:00 05-06 23:59'],
    ['22号付的 23号出款失败', '06-22 00:00 06-22 23:59'],
    ['平时第二天早上9点就到 昨天的没到', '06-23 00:00 06-23 23:59'],
    ['上午看了App,昨天扫码收的还没进卡', '06-23 00:00 06-23 23:59'],
    ['现在都三点半了 上午十点一刻刷的', '06-24 10:15 06-24 10:15'],
    ['周五晚上刷的 周一能到吗', '06-19 18:00 06-19 23:59'],
    ['昨晚换完卡再刷的那笔', '06-23 18:00 06-23 23:59'],
    ['15号到20号的都没到', '06-15 00:00 06-20 23:59'],
    ['19号的定金没到 20号挂失补的卡', '06-19 00:00 06-19 23:59'],
    ['等了三个工作日了', '06-18 00:00 06-21 23:59'],
    ['客服说等 18号的货款', '06-18 00:00 06-18 23:59'],
    ['交易日期 6.12 金额 299', '06-12 00:00 06-12 23:59'],
    ['deadline 6/30 交易 6/12', '06-12 00:00 06-12 23:59'],
  ])('in "%s"', (text, expected) => {
    expect(sale(text)).toBe(expected);
  });
});

describe('A correction wins', () => {
  test.each([
    ['昨天 不对 前天晚上八点半', '06-22 20:30 06-22 20:30'],
    ['不是今天 是昨天下午刷的', '06-23 12:00 06-23 17:59'],
    ['记错了,应该是上周四', '06-18 00:00 06-18 23:59'],
    ['说混了 这笔是12号刷的 卡是13号换的', '06-12 00:00 06-12 23:59'],
    ['不是周二是周一下午', '06-22 12:00 06-22 17:59'],
    ['啊不 是前天', '06-22 00:00 06-22 23:59'],
    ['21号 不是20号', '06-21 00:00 06-21 23:59'],
  ])('in "%s"', (text, expected) => {
    expect(sale(text)).toBe(expected);
  });
});

describe('No time of a sale is', () => {
  test.each([
    '上周三换的卡',
    '昨天改绑到工行了',
    '这个月换了两回',
    '上个月激活的',
    '前天晚上签退了',
    '昨天打款失败',
    '今天收到冻结通知',
    '22号的退款还没到',
    '每天晚上10点统一结',
    '一般早上九点到',
    '用了三年了',
    '机器装了五天了',
    't+1几点到账',
    '刷卡什么时候到',
    '晚上刷卡第二天能到吗',
    '周六刷卡周日到账吗',
    '晚上11点前刷的当天到吗',
    '今天下午6点能到账不',
    '明天上午能到吗',
    '下周一再说',
    '今天都24号了',
    '现在下午三点了',
    '到今天都没到',
    '等到五点还没有',
    '30号之前要交材料',
    '营业执照5月10日到期',
    '双十二那天激活的',
    '请3日后再试',
    '7天内提交',
    '三个工作日',
    '24小时客服',
    '一点都没到',
    '显示51',
    '尾号0917',
    '两回 三笔',
    '13800138000',
    '第二天到',
    '10号机',
    '2号线店',
    '100.12',
    '以前天天用',
    '客服早上还说快了',
  ])('in "%s"', (text) => {
    expect(sale(text)).toBeNull();
  });

  test('in the answer to another question, unless it says that something was sold', () => {
    expect(sale('成功 6月3号 08:20', 'other')).toBeNull();
    expect(sale('用到上礼拜', 'other')).toBeNull();
    expect(sale('这礼拜的都没到', 'other')).toBeNull();
    expect(sale('昨晚刷的 十点多', 'other')).toBe('06-23 22:00 06-23 22:59');
    expect(sale('信用卡 昨天下午刷的', 'other')).toBe('06-23 12:00 06-23 17:59');
  });
});

describe('The answer to the question when', () => {
  test.each([
    ['下午两三点', '06-24 14:00 06-24 15:30'],
    ['就刚刚 一点钟', '06-24 12:45 06-24 13:15'],
    ['刚才 十来分钟前', '06-24 15:15 06-24 15:23'],
    ['票上写 6/20 19:25', '06-20 19:25 06-20 19:25'],
    ['周六', '06-20 00:00 06-20 23:59'],
    ['19号周五下午六点不到', '06-19 17:30 06-19 18:00'],
    ['记不清了', null],
  ])('"%s" is a time', (text, expected) => {
    expect(sale(text, 'sale')).toBe(expected);
  });
});

const words = fc.constantFrom(
  ...'零一二两三五十廿半几多点号日月年周天早晚夜中上下前后今昨刷收换不是对到没了个的钟分时差刻初节底 ,。:/.-0123456789'.split(
    '',
  ),
  '今天',
  '昨天',
  '上个月',
  '星期',
  '小时',
  '国庆',
  '大年',
  '腊月',
  '节前',
  '凌晨',
  '半夜',
  '2026-',
  '刚才',
);

test('Any string gives past times with ordered ends and spans in order inside it', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 2000, unit: 'binary' }),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 900 }).map((parts) => parts.join('').slice(0, 2000)),
  );
  const instant = fc.integer({ min: beijing('2024-01-01 00:00'), max: beijing('2027-12-31 23:59') });
  fc.assert(
    fc.property(text, instant, (said, at) => {
      let end = 0;
      for (const time of readTimes(said, at, holidays)) {
        expect(time.start).toBeGreaterThanOrEqual(end);
        expect(time.end).toBeGreaterThan(time.start);
        expect(time.end).toBeLessThanOrEqual(said.length);
        expect(time.from).toBeLessThanOrEqual(time.to);
        expect(time.to).toBeLessThanOrEqual(at);
        end = time.end;
      }
      saleTime(said, at, holidays, { asked: null });
    }),
    { numRuns: 500 },
  );
});
