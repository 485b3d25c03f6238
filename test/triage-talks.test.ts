import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { triageText } from '../src/desk/triage.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { Chat } from './support/chat.ts';

const NOW = '2026-11-18T10:00:00+08:00';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

/** What merchants write in one go: nothing is left to be asked, or the verdict stands without it. */
const TOLD = [
  '昨天下午3点刷的储蓄卡，平时都是秒到，钱到现在没到',
  '上周五下午2点刷的信用卡，T+1结算，到今天还没到账，App显示出款失败，户名不符',
  '上个月换了两次结算卡，新卡还在审核，16号中午刷的信用卡T+1没到账',
  '有人自称客服让我先交保证金才解冻账户里的钱',
  '刷卡失败，机器显示51',
];

describe('the verdict of triage', () => {
  test.each(TOLD)('is the verdict of the talk: %s', (told) => {
    const { conversation } = new Chat(advisor, NOW).say(told);
    const verdict = triageText(advisor, told, Date.parse(NOW) + 20_000, null);
    expect(Object.keys(conversation.facts).length).toBeGreaterThan(0);
    expect(Object.keys(verdict.slots).sort()).toEqual(Object.keys(conversation.facts).sort());
    const open = verdict.missing[0]?.slot ?? null;
    if (conversation.diagnosis === null) expect(open).toBe(conversation.asking);
    else expect(verdict.diagnosis?.causes[0]).toEqual(conversation.diagnosis.causes[0]);
  });

  test('is the verdict of the talk also for a transcript of it', () => {
    const chat = new Chat(advisor, NOW).say('昨天下午3点刷的储蓄卡，钱到现在没到', '平时都是秒到的');
    const lines = '商户：昨天下午3点刷的储蓄卡，钱到现在没到\n客服：平时怎么到账？\n商户：平时都是秒到的';
    const verdict = triageText(advisor, lines, Date.parse(NOW) + 40_000, null);
    expect(chat.cause).not.toBeNull();
    expect(verdict.diagnosis?.causes[0]?.id).toBe(chat.cause);
  });
});
