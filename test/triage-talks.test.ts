import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { triageText } from '../src/desk/triage.ts';
import type { Line } from '../src/eval-merchants.ts';
import { compareTriage } from '../src/eval-triage.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { anyTalk, CALM, play } from './support/any-talk.ts';
import { Chat } from './support/chat.ts';
import { playTalk } from './support/talk.ts';

const NOW = '2026-11-18T10:00:00+08:00';
const TALKS = path.resolve(import.meta.dirname, 'talks');
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const values = (facts: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).map(([slot, fact]) => [slot, fact.value]));
const triaged = (text: string) => triageText(advisor, text, Date.parse(NOW), null);

describe('the verdict of triage', () => {
  test.each([
    '昨天下午3点刷的储蓄卡，平时都是秒到，钱到现在没到',
    '上周五下午2点刷的信用卡，T+1结算，到今天还没到账，App显示出款失败，户名不符',
    '上个月换了两次结算卡，新卡还在审核，16号中午刷的信用卡T+1没到账',
    '有人自称客服让我先交保证金才解冻账户里的钱',
    '刷卡失败，机器显示51',
    '转人工！上周五下午两点刷的卡到今天没到账',
    '我要人工，钱没到',
  ])('is the verdict of the talk: %s', (told) => {
    const { conversation } = new Chat(advisor, NOW).say(told);
    const verdict = triageText(advisor, told, Date.parse(NOW) + 20_000, null);
    expect(Object.keys(conversation.facts).length).toBeGreaterThan(0);
    expect(values(verdict.slots)).toEqual(values(conversation.facts));
    if (conversation.status === 'asking') expect(verdict.missing[0]?.slot).toBe(conversation.asking);
    else expect(verdict.diagnosis).toEqual(conversation.diagnosis);
  });

  test('of a hand-off that nothing can be told of yet is none, and shows where the facts lean', () => {
    const { diagnosis, leaning, control } = triaged('我要人工，钱没到');
    expect(diagnosis).toBeNull();
    expect(control).toBe('human');
    expect(leaning.length).toBeGreaterThan(1);
    expect(triaged('刷卡失败，机器显示51').leaning).toEqual([]);
  });

  test.each(readdirSync(TALKS))('is the verdict of the talk for the transcript of %s', (file) => {
    const { transcript, end, at } = playTalk(advisor, readFileSync(path.join(TALKS, file), 'utf8'));
    const verdict = triageText(advisor, transcript, at, null);
    expect(values(verdict.slots)).toEqual(values(end.facts));
    if (end.status !== 'asking') expect(verdict.diagnosis).toEqual(end.diagnosis);
    else expect(verdict.missing[0]?.slot).toBe(end.asking ?? 'issue_kind');
  });

  test('is that of any talk whose transcript tells the same facts', () => {
    let same = 0;
    fc.assert(
      fc.property(anyTalk(advisor.expert.content, CALM), (doings) => {
        const typed = doings.filter((doing) => doing.type === 'said');
        const turns = play(advisor, typed, Date.parse(NOW));
        const end = turns.at(-1)?.after;
        if (end === undefined || end.status === 'asking') return;
        const talk = turns.flatMap(({ effects }, i): Line[] => [
          { who: 'merchant', text: typed[i]?.text ?? '' },
          ...effects.flatMap((one): Line[] =>
            one.type === 'reply' ? [{ who: 'bot', text: one.reply.text }] : [],
          ),
        ]);
        const { facts, verdict } = compareTriage(advisor, { talk, asked: [], end, at: Date.parse(NOW) });
        if (!facts) return;
        same++;
        expect(verdict).toBe(true);
      }),
      { numRuns: 60, seed: 8 },
    );
    expect(same).toBeGreaterThan(10);
  });
});
