import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { decide } from '../src/conversation/decide.ts';
import { turnOf } from '../src/conversation/turn.ts';
import { type Advisor, advise } from '../src/desk/advisor.ts';
import type { Facts } from '../src/dialog/slot.ts';
import { UNKNOWN } from '../src/knowledge/condition.ts';
import { shippedAdvisor } from './support/advisor.ts';
import {
  anyDoing,
  anyTalk,
  anyText,
  CALM,
  FACTS,
  play,
  questionsOf,
  SENTENCES,
  said,
  type Turn,
} from './support/any-talk.ts';

const NOON = Date.parse('2026-11-18T12:00:00+08:00');
const DAY = 86_400_000;
/** A question is put at most this often. */
const PATIENCE = 2;
/** A text message of the narrowest channel, in bytes. */
const NARROWEST = 2_048;

let advisor: Advisor;
beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 120_000);

/** Checks something of every turn of any talk. */
function everyTurn(sentences: readonly string[], runs: number, check: (turn: Turn) => void): void {
  fc.assert(
    fc.property(anyTalk(advisor.expert.content, sentences), (doings) => {
      for (const turn of play(advisor, doings, NOON)) check(turn);
    }),
    { numRuns: runs },
  );
}

function last(texts: readonly string[]): Conversation {
  return play(advisor, texts.map(said), NOON).at(-1)?.after ?? begin('p');
}

describe('any text', () => {
  test('up to 2,000 characters long gets an answer, first thing and as the answer to a question', () => {
    const openings = fc.constantFrom('你好', '昨天刷的卡没到账', '出款失败');
    fc.assert(
      fc.property(anyText, openings, (text, opening) => {
        for (const texts of [[text], [opening, text]]) {
          const { after, effects } = play(advisor, texts.map(said), NOON).at(-1) ?? {};
          expect(after?.turn).toBe(texts.length);
          expect(effects?.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('any talk', () => {
  test('puts at most one question at a time, in words, and waits for nothing it did not ask', () => {
    everyTurn(SENTENCES, 80, ({ after, effects }) => {
      const questions = questionsOf(effects);
      expect(questions.length).toBeLessThanOrEqual(1);
      expect(questions).not.toContain('');
      if (questions.length > 0 && after.status === 'asking') expect(after.asking).not.toBeNull();
      if (after.status !== 'asking') expect(after.asking).toBeNull();
    });
  });

  test('keeps to the bound of questions, and puts none a third time', () => {
    everyTurn(CALM, 120, ({ before, after, effects }) => {
      const { asking } = turnOf(advisor.expert, after, effects);
      if (asking !== null) expect(asking.asked).toBeLessThanOrEqual(asking.atMost);
      const more = Object.keys(after.asked).length > Object.keys(before.asked).length;
      if (more) expect(askedBeyond(after)).toBeLessThanOrEqual(0);
      for (const count of Object.values(after.asked)) expect(count).toBeLessThanOrEqual(PATIENCE);
    });
  });

  test('asks for nothing that was said, except to have it settled or looked up once more', () => {
    everyTurn(CALM, 120, ({ before, after, effects }) => {
      const slot = after.asking;
      if (slot === null || questionsOf(effects).length === 0 || after.facts[slot] === undefined) return;
      expect(before.asking === slot || after.disputed.includes(slot) || isConfirmed(slot)).toBe(true);
    });
  });

  test('says nothing that the narrowest channel cannot carry', () => {
    everyTurn(SENTENCES, 120, ({ effects }) => {
      const long = effects.filter(
        (one) => one.type === 'reply' && Buffer.byteLength(one.reply.text) > NARROWEST,
      );
      expect(long).toEqual([]);
    });
  });

  test('depends on nothing but what is said and when', () => {
    const talks = anyTalk(advisor.expert.content, SENTENCES);
    fc.assert(
      fc.property(talks, fc.nat({ max: 300 }), (doings, days) => {
        const at = NOON + days * DAY;
        expect(play(advisor, doings, at)).toEqual(play(advisor, doings, at));
      }),
      { numRuns: 40 },
    );
  });

  test('goes on the same after a round trip through JSON', () => {
    const { content } = advisor.expert;
    fc.assert(
      fc.property(anyTalk(content, SENTENCES), anyDoing(content, SENTENCES), (doings, next) => {
        const now = play(advisor, doings, NOON).at(-1)?.after ?? begin('p');
        const revived: Conversation = JSON.parse(JSON.stringify(now));
        expect(revived).toEqual(now);
        expect(advise(advisor, revived, next, NOON + DAY)).toEqual(advise(advisor, now, next, NOON + DAY));
      }),
      { numRuns: 60 },
    );
  });

  test('is taken back step by step by 返回: the facts are as they were before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FACTS), { minLength: 1, maxLength: 6 }), (texts) => {
        const turns = play(advisor, texts.map(said), NOON);
        let now = turns.at(-1)?.after ?? begin('p');
        // With a person the bot takes nothing back.
        fc.pre(now.status !== 'handoff');
        const steps = turns.filter(({ before, after }) => after.past.length > before.past.length);
        for (const { before } of steps.reverse()) {
          now = play(advisor, [said('返回')], NOON, now)[0]?.after ?? now;
          expect(now.facts).toEqual(before.facts);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** How many questions beyond the tree's bound were put. Settling a contradiction comes on top. */
function askedBeyond({ asked, facts, disputed }: Conversation): number {
  const { content } = advisor.expert;
  const issue = facts[content.roles.issue]?.value;
  const trees = typeof issue === 'string' ? (content.dialogs[issue] ?? []) : [];
  const bound = Math.max(0, ...trees.map((tree) => tree.atMost));
  const put = Object.keys(asked).filter((slot) => slot !== content.roles.issue && !disputed.includes(slot));
  return put.length - bound;
}

function isConfirmed(slot: string): boolean {
  return Object.values(advisor.expert.content.dialogs)
    .flat()
    .some((tree) => tree.steps.some((step) => step.type === 'confirm' && step.slot === slot));
}

/** What was stated, without what stayed open. */
function stated(facts: Facts): Record<string, unknown> {
  const entries = Object.entries(facts).map(([slot, { value }]) => [slot, value] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== UNKNOWN));
}

describe('the order of facts', () => {
  test('changes neither what is known nor the first cause', () => {
    const [opening = '', ...others] = FACTS;
    const outcome = (texts: readonly string[]) => {
      const { facts } = last(texts);
      const told = Object.fromEntries(Object.entries(facts).filter(([, { value }]) => value !== UNKNOWN));
      const { distribution } = decide(advisor.expert, told, new Set(), NOON);
      return { told: stated(facts), first: distribution.indexOf(Math.max(...distribution)) };
    };
    const wanted = outcome(FACTS);
    fc.assert(
      fc.property(fc.shuffledSubarray(others, { minLength: others.length }), (texts) => {
        expect(outcome([opening, ...texts])).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a correction', () => {
  test.each([
    [['昨天上午10点刷的卡没到账', '平时秒到的'], '刷的是储蓄卡', '不对，是信用卡', '刷的是信用卡'],
    [['昨天上午10点刷的卡没到账', '平时秒到的'], '刷的是信用卡', '说错了，是储蓄卡', '刷的是储蓄卡'],
    [['昨天上午10点刷的储蓄卡没到账'], '拉卡拉的机器，秒到', '说错了，是快钱的机器', '快钱的机器，秒到'],
    [['刷的储蓄卡没到账，秒到'], '昨天上午10点刷的', '不对，是今天上午10点刷的', '今天上午10点刷的'],
  ])('after %j, of “%s” by “%s” ends like “%s” said right at first', (base, wrong, correction, right) => {
    const corrected = last([...base, wrong, correction]);
    const direct = last([...base, right]);
    expect(stated(corrected.facts)).toEqual(stated(direct.facts));
    expect(corrected.diagnosis).toEqual(direct.diagnosis);
    expect(corrected.asking).toBe(direct.asking);
  });
});
