import { describe, expect, test } from 'vitest';
import type { Dialog, Step } from '../src/dialog/dialog.ts';
import type { Situation } from '../src/dialog/situation.ts';
import type { Slot } from '../src/dialog/slot.ts';
import { type Walking, walk } from '../src/dialog/walk.ts';
import type { Known } from '../src/knowledge/condition.ts';

const slot = (id: string, derived: Slot['derived'] = null): Slot => ({
  id,
  name: id,
  kind: 'choice',
  question: `${id}?`,
  why: null,
  en: null,
  answerable: 1,
  asks: [],
  derived,
  options: [],
  hides: [],
  dontKnow: [],
  implies: {},
  compares: null,
});
const SLOTS = {
  card: slot('card'),
  mode: slot('mode'),
  window: slot('window', { rule: 'cutoff-window', from: {} }),
};

const tree = (...steps: Step[]): Dialog => ({
  id: 't',
  title: 't',
  issue: 'i',
  when: {},
  sources: [],
  atMost: 9,
  order: null,
  steps,
});
const knowing = (known: Known, more: Partial<Situation> = {}): Situation => ({
  known,
  stated: new Set(Object.keys(known)),
  hedged: new Set(),
  open: new Set(),
  settling: null,
  ...more,
});
const walking = (rules: Partial<Walking> = {}): Walking => ({
  slots: SLOTS,
  asked: new Set(),
  narrow: () => null,
  ...rules,
});
const ask = (of: string, when = {}): Step => ({ type: 'ask', slot: of, when });
const conclude = (cause: string, when = {}): Step => ({ type: 'conclude', cause, when });

describe('a tree is read from the top', () => {
  const steps = [
    conclude('stolen', { card: ['stolen'] }),
    ask('card'),
    ask('mode', { card: ['debit'] }),
    conclude('rest'),
  ];

  test('the first open question is asked', () => {
    expect(walk(tree(...steps), knowing({}), walking())).toMatchObject({
      type: 'ask',
      slot: 'card',
      step: 1,
    });
  });

  test('known answers are skipped, conditions that do not hold as well', () => {
    expect(walk(tree(...steps), knowing({ card: 'credit' }), walking())).toMatchObject({
      type: 'diagnose',
      cause: 'rest',
    });
    expect(walk(tree(...steps), knowing({ card: 'debit' }), walking())).toMatchObject({ slot: 'mode' });
  });

  test('a conclusion by a rule is told from the last line', () => {
    const rule = walk(tree(...steps), knowing({ card: 'stolen' }), walking());
    expect(rule).toMatchObject({ cause: 'stolen', byRule: true, step: 0 });
    expect(walk(tree(conclude('rest')), knowing({}), walking())).toMatchObject({ byRule: false });
  });

  test('a tree without a conclusion for the facts passes', () => {
    expect(walk(tree(conclude('x', { card: ['debit'] })), knowing({}), walking())).toEqual({ type: 'pass' });
  });

  test('what only follows from facts is not asked, and a slot that the content lost is', () => {
    const implied = knowing({ card: 'debit' }, { stated: new Set() });
    expect(walk(tree(ask('card'), conclude('rest')), implied, walking())).toMatchObject({ cause: 'rest' });
    expect(walk(tree(ask('lost'), conclude('rest')), implied, walking())).toMatchObject({ slot: 'lost' });
  });

  test('an answer that only holds a time counts as stated', () => {
    const stated = knowing({}, { stated: new Set(['card']) });
    expect(walk(tree(ask('card'), conclude('rest')), stated, walking())).toMatchObject({ cause: 'rest' });
  });
});

describe('a derived slot', () => {
  const steps = [ask('window'), conclude('rest')];

  test('is asked only where the facts leave it open', () => {
    expect(walk(tree(...steps), knowing({}), walking())).toMatchObject({ cause: 'rest' });
    const open = knowing({}, { open: new Set(['window']) });
    expect(walk(tree(...steps), open, walking())).toMatchObject({ slot: 'window' });
  });
});

describe('a line that narrows', () => {
  const steps: Step[] = [{ type: 'narrow', slots: ['card', 'mode', 'window'], when: {} }, conclude('rest')];

  test('offers the open slots to the evidence and asks its choice', () => {
    let offered: readonly string[] = [];
    const narrow = (slots: readonly string[]) => {
      offered = slots;
      return slots.at(-1) ?? null;
    };
    expect(walk(tree(...steps), knowing({ card: 'debit' }), walking({ narrow }))).toMatchObject({
      slot: 'mode',
    });
    expect(offered).toEqual(['mode']);
  });

  test('asks nothing where nothing would teach enough', () => {
    expect(walk(tree(...steps), knowing({}), walking())).toMatchObject({ cause: 'rest' });
  });
});

describe('a line that confirms', () => {
  const steps: Step[] = [
    { type: 'confirm', slot: 'card', say: 'look again', when: { card: ['debit'] } },
    conclude('rest'),
  ];

  test('has a stated fact looked up once more, in its own words', () => {
    const position = walk(tree(...steps), knowing({ card: 'debit' }), walking());
    expect(position).toMatchObject({ type: 'ask', slot: 'card', say: 'look again' });
  });

  test('is silent about what was asked for, and about what only follows from facts', () => {
    const asked = walking({ asked: new Set(['card']) });
    expect(walk(tree(...steps), knowing({ card: 'debit' }), asked)).toMatchObject({ cause: 'rest' });
    const implied = knowing({ card: 'debit' }, { stated: new Set() });
    expect(walk(tree(...steps), implied, walking())).toMatchObject({ cause: 'rest' });
  });
});
