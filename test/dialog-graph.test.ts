import { describe, expect, test } from 'vitest';
import type { Dialog, Step } from '../src/dialog/dialog.ts';
import { mermaid, type Names, outline } from '../src/dialog/graph.ts';
import type { Option, Slot } from '../src/dialog/slot.ts';

const option = (id: string, name: string): Option => ({
  id,
  name,
  label: name,
  base: 1,
  fact: name,
  says: [],
  answers: [],
  unless: [],
  implies: {},
  denies: {},
  refines: [],
  contact: null,
  preface: null,
  button: true,
  tells: true,
  upTo: null,
});
const slot = (rules: Partial<Slot>): Slot => ({
  id: 'card',
  name: '卡种',
  kind: 'choice',
  question: '刷的是什么卡？',
  why: null,
  en: null,
  answerable: 1,
  asks: [],
  derived: null,
  options: [option('debit', '储蓄卡'), option('credit', '信用卡')],
  hides: [],
  dontKnow: [],
  implies: {},
  compares: null,
  ...rules,
});

const NAMES: Names = {
  slots: { card: slot({}), window: slot({ id: 'window', name: '时段', question: null }) },
  causes: { wait: { name: '等“一等” #1 & <2>' } },
};
const tree = (...steps: Step[]): Dialog => ({
  id: 't',
  title: '没到账',
  issue: 'i',
  when: {},
  sources: [],
  atMost: 9,
  order: null,
  steps,
});
const STEPS: readonly Step[] = [
  { type: 'conclude', cause: 'wait', when: { card: ['debit', 'unknown'], other: ['x'] } },
  { type: 'ask', slot: 'card', when: {} },
  { type: 'ask', slot: 'window', when: {} },
  { type: 'ask', slot: 'nowhere', when: {} },
  { type: 'confirm', slot: 'card', say: '请再看一眼', when: { card: ['credit', 'foreign'] } },
  { type: 'narrow', slots: ['card', 'nowhere'], when: {} },
  { type: 'conclude', cause: 'unnamed', when: {} },
];

const SMALL: Dialog = {
  ...tree(
    { type: 'conclude', cause: 'wait', when: { card: ['debit'] } },
    { type: 'confirm', slot: 'card', say: '请再看一眼', when: { card: ['unknown'] } },
    { type: 'ask', slot: 'card', when: {} },
    { type: 'ask', slot: 'window', when: { card: ['credit'] } },
  ),
  sources: ['S3-02', 'B1'],
};
const SMALL_NAMES: Names = { ...NAMES, causes: { wait: { name: '等一等', sources: ['S1-01', 'B2'] } } };

describe('a small tree', () => {
  const seen = (step: number) => (step === 2 ? { states: 5, talk: ['店主：没到账', '助手：好的'] } : null);

  test('is drawn as this flowchart', () => {
    expect(mermaid(SMALL, SMALL_NAMES, seen)).toBe(`flowchart TD
  start(["没到账 S3-02 B1"]) --> c0
  c0{"卡种 = 储蓄卡"} -- ✓ --> a0
  c0 -- ✗ --> c1
  a0(["等一等<br/>S1-01 B2 (0)"])
  c1{"卡种 = ?"} -- ✓ --> a1
  c1 -- ✗ --> a2
  a1["请再看一眼<br/>(0)"] --> a2
  a2["刷的是什么卡？<br/>(5)"] --> c3
  c3{"卡种 = 信用卡"} -- ✓ --> a3
  a3["时段<br/>(0)"]
  click a2 href "#" "店主：没到账 / 助手：好的"
`);
  });

  test('is written as this list', () => {
    expect(outline(SMALL, SMALL_NAMES, seen).split(/(?=<ol>|<li)/)).toEqual([
      '<section id="t"><h2>没到账</h2><p><small>S3-02 B1</small></p>',
      '<ol>',
      '<li class="conclude"><i>卡种 = 储蓄卡</i> → <b>等一等</b> <small>S1-01 B2</small> <em>0</em></li>',
      '<li class="confirm"><i>卡种 = ?</i> → <span>请再看一眼</span> <em>0</em></li>',
      '<li class="ask"><span>刷的是什么卡？</span>' +
        ' <details><summary>5</summary><p>店主：没到账</p><p>助手：好的</p></details></li>',
      '<li class="ask"><i>卡种 = 信用卡</i> → <span>时段</span> <em>0</em></li></ol></section>',
    ]);
    expect(outline({ ...SMALL, steps: [], sources: [] }, SMALL_NAMES, seen)).toBe(
      '<section id="t"><h2>没到账</h2><ol></ol></section>',
    );
  });
});

describe('a tree as a flowchart', () => {
  const seen = (step: number) => (step === 1 ? { states: 12, talk: ['店主："没到账"', '助手：好的'] } : null);
  const drawn = () => mermaid(tree(...STEPS), NAMES, seen).split('\n');

  test('starts at its title and leads from line to line', () => {
    expect(drawn().slice(0, 2)).toEqual(['flowchart TD', '  start(["没到账"]) --> c0']);
    expect(drawn()).toContain('  c0 -- ✗ --> a1');
    expect(drawn()).toContain('  a1["刷的是什么卡？<br/>(12)"] --> a2');
  });

  test('names conditions and causes as authors do, and ids where nothing is named', () => {
    expect(drawn().join('\n')).toContain('卡种 = 储蓄卡 / ? ∧ other = x');
    expect(drawn()).toContain('  a2["时段<br/>(0)"] --> a3');
    expect(drawn()).toContain('  a3["nowhere<br/>(0)"] --> c4');
    expect(drawn()).toContain('  a5["卡种? / nowhere?<br/>(0)"] --> a6');
    expect(drawn()).toContain('  a6(["unnamed<br/>(0)"])');
  });

  test('keeps signs that Mermaid reads otherwise out of its texts', () => {
    expect(drawn().join('\n')).toContain('等“一等” #35;1 & <2>');
  });

  test('of a tree that ends on a condition leaves the other way open', () => {
    const open = mermaid(tree({ type: 'ask', slot: 'card', when: { card: ['debit'] } }), NAMES, seen);
    expect(open).toContain('-- ✓ --> a0');
    expect(open).not.toContain('✗');
    expect(mermaid(tree(), NAMES, seen)).toBe('flowchart TD\n  start(["没到账"])\n');
  });

  test('shows the talk that leads to a line, and its sources', () => {
    expect(drawn()).toContain('  click a1 href "#" "店主：#quot;没到账#quot; / 助手：好的"');
    expect(drawn().filter((line) => line.includes('click'))).toHaveLength(1);
    const wait = { name: '等', sources: ['S1-01', 'B2'] };
    const own = { ...tree(...STEPS), sources: ['S3-02'] };
    const text = mermaid(own, { ...NAMES, causes: { wait } }, seen);
    expect(text).toContain('start(["没到账 S3-02"])');
    expect(text).toContain('a0(["等<br/>S1-01 B2 (0)"])');
  });
});

describe('a tree as a list', () => {
  const listed = () =>
    outline(tree(...STEPS), NAMES, (step) =>
      step === 1 ? { states: 12, talk: ['店主：<没到账>', '助手：好的'] } : null,
    );

  test('has one entry a line, escaped', () => {
    expect(listed().match(/<li /g)).toHaveLength(STEPS.length);
    expect(listed()).toContain('<i>卡种 = 储蓄卡 / ? ∧ other = x</i> → <b>等“一等” #1 &#38; &#60;2&#62;</b>');
    expect(listed()).toContain('<span>刷的是什么卡？</span>');
  });

  test('tells how many states reach a line, the talk that leads there, and the sources of a cause', () => {
    expect(listed()).toContain('<summary>12</summary><p>店主：&#60;没到账&#62;</p><p>助手：好的</p>');
    expect(listed().match(/<em>0<\/em>/g)).toHaveLength(STEPS.length - 1);
    const wait = { name: '等', sources: ['S1-01', 'B2'] };
    expect(outline(tree(...STEPS), { ...NAMES, causes: { wait } }, () => null)).toContain(
      '<small>S1-01 B2</small>',
    );
  });
});
