import { describe, expect, test } from 'vitest';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { stateFrom, stateText } from '../src/conversation/state-text.ts';

const debit = { value: 'debit', said: '储蓄卡', turn: 1 };
const credit = { value: 'credit', said: '信用卡', turn: 2 };
const today = {
  value: { from: '2026-11-18T00:00:00+08:00', to: '2026-11-18T12:00:00+08:00' },
  said: '今天',
  turn: 2,
};

function talk(change: Partial<Conversation>): Conversation {
  return { ...begin('c1'), ...change };
}

describe('a talk as text', () => {
  test('comes back as it was, its steps back too', () => {
    const talks = [
      talk({}),
      talk({ turn: 2, facts: { card: debit }, misses: 1, agent: '小王', later: ['x'], arrived: false }),
      talk({
        facts: { card: credit, time: today },
        past: [
          { facts: {}, asking: null },
          { facts: { card: debit }, asking: 'card' },
          { facts: { card: credit }, asking: 'time' },
        ],
      }),
    ];
    for (const one of talks) expect(stateFrom(stateText(one))).toEqual(one);
  });

  test('keeps facts that are gone, and the order in which they came', () => {
    const one = talk({
      facts: { time: today, card: credit },
      past: [
        { facts: { card: debit, brand: debit }, asking: null },
        { facts: { card: debit, time: today }, asking: 'time' },
      ],
    });
    const again = stateFrom(stateText(one));
    expect(again).toEqual(one);
    expect(again.past.map(({ facts }) => Object.keys(facts))).toEqual([
      ['card', 'brand'],
      ['card', 'time'],
    ]);
  });

  test('writes what a step changed, not all that was known', () => {
    const facts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`slot${i}`, debit]));
    const before = Object.fromEntries(Object.entries(facts).slice(0, 29));
    const one = talk({ facts, past: [{ facts: before, asking: 'slot29' }] });
    expect(stateText(one)).toContain('"past":[{"asking":"slot29","was":{"slot29":null}}]');
  });

  test('reads what an earlier version wrote, and nothing foreign', () => {
    const old = { id: 'c1', turn: 1, facts: { card: debit }, past: [{ facts: {}, asking: 'card' }] };
    expect(stateFrom(JSON.stringify(old))).toEqual(talk(old));
    expect(stateFrom('{"id":"c1","facts":{}}')).toEqual(begin('c1'));
    for (const text of [
      'null',
      '1',
      '{}',
      '{"id":1,"facts":{}}',
      '{"id":"c1","facts":null}',
      '{"facts":{}}',
    ]) {
      expect(() => stateFrom(text)).toThrow('not a conversation');
    }
  });
});
