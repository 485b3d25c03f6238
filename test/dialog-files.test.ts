import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { dialogSource } from '../src/dialog/dialog.ts';
import { renamedSource } from '../src/dialog/renamed.ts';
import { slotsSource } from '../src/dialog/slot.ts';

const OPTION = {
  id: 'debit_2',
  label: '储蓄卡（借记卡）',
  base: 0.5,
  fact: '这笔刷的是储蓄卡',
  says: ['储蓄卡'],
  answers: ['借'],
  unless: ['结算卡'],
  implies: { 到账方式: '第二天到' },
  denies: { 结算方式: ['秒到'] },
  refines: ['银行卡'],
  contact: 'acquirer',
  preface: '您刷的是储蓄卡。',
  button: false,
  tells: false,
  upTo: 0.5,
};
const SLOT = {
  id: 'card_type',
  kind: 'choice',
  role: 'brand',
  question: '刷的是什么卡？',
  why: '储蓄卡不走秒到。',
  en: 'Which card?',
  answerable: 1,
  derived: { rule: 'due-state', from: { sale: '交易时间' } },
  options: { 储蓄卡: OPTION },
  hides: ['结算卡'],
  asks: ['什么卡'],
  dontKnow: ['没看清'],
  compares: { deed: ['换卡'], before: '先换卡', after: '先刷卡' },
  implies: { 交易结果: '失败' },
};
const TREE = {
  title: '钱没到账',
  issue: '没到账',
  when: { 卡种: '储蓄卡' },
  source: ['S1-01'],
  atMost: 12,
  order: '先弄清新卡生效没有',
  steps: [
    { ask: '卡种', when: { 问题类型: ['没到账', '其他'] }, note: '先问卡' },
    { confirm: '卡种', say: '请再看一眼', when: { 卡种: '外卡' }, note: '外卡少见' },
    { narrow: ['交易时间', '卡种'], when: { 卡种: '储蓄卡' }, note: '看证据' },
    { conclude: '储蓄卡不走秒到', when: { 卡种: '储蓄卡' }, note: '到此为止' },
  ],
};
const RENAMED = {
  slots: { card_kind: '卡种', gone: null },
  options: { card_type: { old: '储蓄卡', gone: null } },
};

/** Where a file is refused: its first fault, as "steps.0.when"; null where it is accepted. */
function refusedAt(schema: z.ZodType, file: unknown): string | null {
  const { error } = schema.safeParse(file);
  return error === undefined ? null : (error.issues[0]?.path.join('.') ?? '');
}

const slotWith = (change: object) => refusedAt(slotsSource, { 卡种: { ...SLOT, ...change } });
const optionWith = (change: object) => slotWith({ options: { 储蓄卡: { ...OPTION, ...change } } });
const treeWith = (change: object) => refusedAt(dialogSource, { ...TREE, ...change });

describe('a file of slots', () => {
  test('is accepted as authors write it, with everything or with the least there can be', () => {
    expect(slotsSource.parse({ 卡种: SLOT })).toEqual({ 卡种: SLOT });
    expect(slotWith({ options: { 储蓄卡: { id: 'debit', base: 1, fact: '储蓄卡' } } })).toBeNull();
    expect(refusedAt(slotsSource, { 卡种: { id: 'card' } })).toBeNull();
  });

  test.each(['choice', 'time', 'code', 'amount', 'age'])('knows the kind %s', (kind) => {
    expect(slotWith({ kind })).toBeNull();
  });

  test.each(['issue', 'saleTime', 'settlementMode', 'brand', 'user'])('knows the role %s', (role) => {
    expect(slotWith({ role })).toBeNull();
  });

  test.each([
    ['an id of other signs', { id: '-card' }, 'id'],
    ['an id that ends on other signs', { id: 'card-' }, 'id'],
    ['a kind that there is not', { kind: '' }, 'kind'],
    ['a role that there is not', { role: '' }, 'role'],
    ['more who can answer than there are', { answerable: 1.01 }, 'answerable'],
    ['fewer who can answer than none', { answerable: -0.01 }, 'answerable'],
    ['a rule without what it is computed from', { derived: { rule: 'due-state' } }, 'derived.from'],
    ['an empty phrase', { asks: [''] }, 'asks.0'],
    ['an empty phrase for not knowing', { dontKnow: [''] }, 'dontKnow.0'],
    ['no deed to compare', { compares: { deed: [], before: '先', after: '后' } }, 'compares.deed'],
    ['half a comparison', { compares: { deed: ['换卡'], before: '先' } }, 'compares.after'],
    ['a key that nobody reads', { answer: ['借'] }, ''],
  ])('is refused for %s', (_, change, at) => {
    expect(slotWith(change)).toBe(['卡种', at].filter((part) => part !== '').join('.'));
  });

  test.each([
    ['an id of other signs', { id: '储蓄卡' }, 'id'],
    ['an id in capitals', { id: 'Debit' }, 'id'],
    ['an id that ends on other signs', { id: 'debit!' }, 'id'],
    ['an option that nobody chooses', { base: 0 }, 'base'],
    ['an option without its half-sentence', { fact: '' }, 'fact'],
    ['an empty phrase', { says: [''] }, 'says.0'],
    ['a band that ends at nothing', { upTo: 0 }, 'upTo'],
    ['a key that nobody reads', { say: ['借'] }, ''],
  ])('is refused for %s of an option', (_, change, at) => {
    expect(optionWith(change)).toBe(['卡种.options.储蓄卡', at].filter((part) => part !== '').join('.'));
  });
});

describe('a file of a tree', () => {
  test('is accepted as authors write it, with everything or with the least there can be', () => {
    expect(dialogSource.parse(TREE)).toEqual(TREE);
    const least = [{ ask: '卡种' }, { narrow: ['卡种'] }, { conclude: '等' }];
    expect(refusedAt(dialogSource, { title: '没到账', source: 'S1-01', steps: least })).toBeNull();
    expect(treeWith({ atMost: 0 })).toBeNull();
  });

  test.each([
    ['no title', { title: '' }, 'title'],
    ['fewer questions than none', { atMost: -1 }, 'atMost'],
    ['more questions than anybody answers', { atMost: 13 }, 'atMost'],
    ['half a question', { atMost: 2.5 }, 'atMost'],
    ['an order without a reason', { order: '' }, 'order'],
    ['no line at all', { steps: [] }, 'steps'],
    ['a key that nobody reads', { sources: ['S1-01'] }, ''],
    ['a line that does nothing', { steps: [{ when: { 卡种: '储蓄卡' } }] }, 'steps.0'],
    ['a line that does two things', { steps: [{ ask: '卡种', conclude: '等' }] }, 'steps.0'],
    ['a condition without values', { steps: [{ ask: '卡种', when: { 卡种: [] } }] }, 'steps.0'],
    ['nothing to choose from', { steps: [{ narrow: [] }] }, 'steps.0'],
    ['a confirmation in no words', { steps: [{ ...TREE.steps[1], say: '' }] }, 'steps.0'],
    ['a confirmation of whatever is stated', { steps: [{ confirm: '卡种', say: '再看' }] }, 'steps.0'],
  ])('is refused for %s', (_, change, at) => {
    expect(treeWith(change)?.slice(0, 'steps.0'.length)).toBe(at);
  });
});

describe('a file of renamed ids', () => {
  test('names what stands in the place of an old id, or that it is forgotten', () => {
    expect(renamedSource.parse(RENAMED)).toEqual(RENAMED);
    expect(refusedAt(renamedSource, {})).toBeNull();
  });

  test.each([
    ['an id in the place of nothing', { slots: { gone: false } }, 'slots.gone'],
    ['a key that nobody reads', { values: {} }, ''],
  ])('is refused for %s', (_, file, at) => {
    expect(refusedAt(renamedSource, file)).toBe(at);
  });
});
