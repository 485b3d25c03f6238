import { describe, expect, test } from 'vitest';
import { type MergeContext, merge } from '../src/conversation/merge.ts';
import type { Fact } from '../src/dialog/slot.ts';
import { UNKNOWN } from '../src/knowledge/condition.ts';
import type { Heard } from '../src/nlu/understanding.ts';

const heard = (slot: string, value: Heard['value'], hedged = false): Heard => ({
  slot,
  value,
  said: `${slot} now`,
  start: 0,
  end: 1,
  hedged,
});
const earlier = (value: Fact['value'], hedged = false): Fact => ({
  value,
  said: 'before',
  turn: 1,
  ...(hedged ? { hedged } : {}),
});
const context = (rules: Partial<MergeContext> = {}): MergeContext => ({
  turn: 2,
  asked: null,
  corrects: false,
  disputed: [],
  refines: () => false,
  ...rules,
});
const day = (date: string) => ({ from: `${date}T00:00:00+08:00`, to: `${date}T23:59:00+08:00` });

describe('merging what was heard', () => {
  test('a new fact comes with its words and turn, and with its doubt', () => {
    const { facts, changed } = merge({}, [heard('card', 'debit'), heard('mode', 't1', true)], context());
    expect(facts).toEqual({
      card: { value: 'debit', said: 'card now', turn: 2 },
      mode: { value: 't1', said: 'mode now', turn: 2, hedged: true },
    });
    expect(changed).toEqual(['card', 'mode']);
  });

  test('the same said again changes nothing', () => {
    const facts = { card: earlier('debit'), sale: earlier(day('2026-11-17')) };
    const again = [heard('card', 'debit'), heard('sale', day('2026-11-17'))];
    expect(merge(facts, again, context())).toEqual({ facts, changed: [], conflict: null });
  });

  test('the newest statement stands, and a plain contradiction is reported with both', () => {
    const { facts, conflict } = merge({ card: earlier('debit') }, [heard('card', 'credit')], context());
    expect(facts.card?.value).toBe('credit');
    expect(conflict).toMatchObject({ slot: 'card', before: { said: 'before' }, now: { said: 'card now' } });
  });

  test('of several contradictions the first is reported', () => {
    const facts = { a: earlier('x'), b: earlier('x') };
    expect(merge(facts, [heard('b', 'y'), heard('a', 'y')], context()).conflict?.slot).toBe('b');
  });

  test.each([
    ['a correction', context({ corrects: true }), earlier('debit')],
    ['the answer to the question that is open', context({ asked: 'card' }), earlier('debit')],
    ['a contradiction that was settled before', context({ disputed: ['card'] }), earlier('debit')],
    ['something after “do not know”', context(), earlier(UNKNOWN)],
    ['something after a doubtful statement', context(), earlier('debit', true)],
  ])('%s is no contradiction', (_, rules, fact) => {
    const { facts, conflict } = merge({ card: fact }, [heard('card', 'credit')], rules);
    expect(facts.card?.value).toBe('credit');
    expect(conflict).toBeNull();
  });

  test('doubt never overrides what was said plainly, unless it corrects', () => {
    const doubt = [heard('card', 'credit', true)];
    expect(merge({ card: earlier('debit') }, doubt, context()).changed).toEqual([]);
    expect(merge({ card: earlier('debit', true) }, doubt, context()).changed).toEqual(['card']);
    expect(merge({ card: earlier('debit') }, doubt, context({ corrects: true })).changed).toEqual(['card']);
  });

  test('a time that lies within another is the same said more closely', () => {
    const facts = { sale: earlier(day('2026-11-17')) };
    const noon = { from: '2026-11-17T12:00:00+08:00', to: '2026-11-17T12:00:00+08:00' };
    const closer = merge(facts, [heard('sale', noon)], context());
    expect([closer.changed, closer.conflict]).toEqual([['sale'], null]);
    expect(merge(facts, [heard('sale', day('2026-11-13'))], context()).conflict?.slot).toBe('sale');
    expect(merge(facts, [heard('sale', 'yesterday')], context()).conflict?.slot).toBe('sale');
  });
});
