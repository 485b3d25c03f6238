import fc from 'fast-check';
import type { Content } from '../../src/content/content.ts';
import { begin, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect } from '../../src/conversation/event.ts';
import { type Advisor, advise } from '../../src/desk/advisor.ts';
import { storable } from '../../src/desk/door.ts';
import { UNKNOWN } from '../../src/knowledge/condition.ts';
import type { Doing } from '../../src/store/store.ts';

const MINUTE = 60_000;

/** Sentences as merchants type them, buttons and noise: what a talk is made of. */
export const SENTENCES = [
  '昨天刷的储蓄卡没到账',
  '今天上午刷的信用卡，钱还没到',
  '换了结算卡以后钱没进来',
  '显示成功后钱又退回去了',
  '误刷了客人的储蓄卡',
  '刷卡提示51',
  '客人扣了两次',
  '退款客人一直没收到',
  '收到调单通知',
  '账户被冻结了',
  '平时秒到的',
  'T+1',
  '出款失败，户名不符',
  '出款成功',
  '待出款',
  '没换过卡',
  '没有',
  '有',
  '成功',
  '拉卡拉的机器',
  '昨晚',
  '23点后',
  '有人让我先转500才能解冻',
  '不知道',
  '不清楚',
  '返回',
  '重新开始',
  '再说一遍',
  '为什么问这个',
  '不对，是信用卡',
  '说错了，是前天',
  '谢谢',
  '再见',
  '等一下',
  '你是机器人吗',
  '什么叫冲正',
  '能贷款吗',
  '😭',
  '阿巴阿巴',
  '还没到',
];
/** Those that take nothing back. */
export const CALM = SENTENCES.filter((one) => !/返回|重新开始/.test(one));

/** One fact each, none about the same thing. */
export const FACTS = [
  '昨天上午10点刷的卡没到账',
  '平时是T+1的',
  '拉卡拉的机器',
  '刷的是信用卡',
  '出款记录里写着出款失败',
  '没换过结算卡',
  '机器用了三年多了',
];

/** Any characters at all, and merchants' sentences run together. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2_000 }),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.array(fc.constantFrom(...SENTENCES), { maxLength: 120 }).map((all) => all.join('，').slice(0, 2_000)),
);

/** One thing that a merchant does: says one of these, types anything, or taps any button there is. */
export function anyDoing(content: Content, sentences: readonly string[]): fc.Arbitrary<Doing> {
  const buttons = Object.values(content.slots)
    .filter((slot) => slot.derived === null && slot.options.length > 0)
    .flatMap((slot) =>
      [...slot.options.map((option) => option.id), UNKNOWN].map((value) => ({ slot: slot.id, value })),
    );
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...sentences).map(said) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }).map(said) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...buttons).map((button): Doing => ({ type: 'chose', ...button })),
    },
  );
}

/** Some of it in a row. */
export function anyTalk(content: Content, sentences: readonly string[]): fc.Arbitrary<Doing[]> {
  return fc.array(anyDoing(content, sentences), { minLength: 1, maxLength: 14 });
}

/** A message as the desk passes it on. */
export function said(text: string): Doing {
  return { type: 'said', text: storable(text), masked: false };
}

/** One turn of a talk, seen from before and after. */
export interface Turn {
  readonly before: Conversation;
  readonly after: Conversation;
  readonly effects: readonly Effect[];
}

/** Plays what is done one after the other, a minute between, from an instant (epoch ms). */
export function play(advisor: Advisor, doings: readonly Doing[], at: number, from = begin('p')): Turn[] {
  let now = from;
  return doings.map((doing, i) => {
    const before = now;
    const [after, effects] = advise(advisor, before, doing, at + i * MINUTE);
    now = after;
    return { before, after, effects };
  });
}

/** The questions among what the assistant said. */
export function questionsOf(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.type === 'reply' && effect.reply.kind === 'question' ? [effect.reply.text] : [],
  );
}
