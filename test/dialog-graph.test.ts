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

describe('a tree as a flowchart', () => {
  const seen = (step: number) => (step === 1 ? { states: 12, talk: ['店主："没到账"', '助手：好的'] } : null);
  const lines = mermaid(tree(...STEPS), NAMES, seen).split('\n');

  test('starts at its title and leads from line to line', () => {
    expect(lines.slice(0, 2)).toEqual(['flowchart TD', '  start(["没到账"]) --> c0']);
    expect(lines).toContain('  c0 -- ✗ --> a1');
    expect(lines).toContain('  a1["刷的是什么卡？<br/>(12)"] --> a2');
  });

  test('names conditions and causes as authors do, and ids where nothing is named', () => {
    expect(lines.join('\n')).toContain('卡种 = 储蓄卡 / ? ∧ other = x');
    expect(lines).toContain('  a2["时段<br/>(0)"] --> a3');
    expect(lines).toContain('  a3["nowhere<br/>(0)"] --> c4');
    expect(lines).toContain('  a5["卡种? / nowhere?<br/>(0)"] --> a6');
    expect(lines).toContain('  a6(["unnamed<br/>(0)"])');
  });

  test('keeps signs that Mermaid reads otherwise out of its texts', () => {
    expect(lines.join('\n')).toContain('等“一等” #35;1 & <2>');
  });

  test('of a tree that ends on a condition leaves the other way open', () => {
    const open = mermaid(tree({ type: 'ask', slot: 'card', when: { card: ['debit'] } }), NAMES, seen);
    expect(open).toContain('-- ✓ --> a0');
    expect(open).not.toContain('✗');
    expect(mermaid(tree(), NAMES, seen)).toBe('flowchart TD\n  start(["没到账"])\n');
  });

  test('shows the talk that leads to a line, and its sources', () => {
    expect(lines).toContain('  click a1 href "#" "店主：#quot;没到账#quot; / 助手：好的"');
    expect(lines.filter((line) => line.includes('click'))).toHaveLength(1);
    const wait = { name: '等', sources: ['S1-01', 'B2'] };
    const own = { ...tree(...STEPS), sources: ['S3-02'] };
    const text = mermaid(own, { ...NAMES, causes: { wait } }, seen);
    expect(text).toContain('start(["没到账 S3-02"])');
    expect(text).toContain('a0(["等<br/>S1-01 B2 (0)"])');
  });
});

describe('a tree as a list', () => {
  const html = outline(tree(...STEPS), NAMES, (step) =>
    step === 1 ? { states: 12, talk: ['店主：<没到账>', '助手：好的'] } : null,
  );

  test('has one entry a line, escaped', () => {
    expect(html.match(/<li /g)).toHaveLength(STEPS.length);
    expect(html).toContain('<i>卡种 = 储蓄卡 / ? ∧ other = x</i> → <b>等“一等” #1 &#38; &#60;2&#62;</b>');
    expect(html).toContain('<span>刷的是什么卡？</span>');
  });

  test('tells how many states reach a line, the talk that leads there, and the sources of a cause', () => {
    expect(html).toContain('<summary>12</summary><p>店主：&#60;没到账&#62;</p><p>助手：好的</p>');
    expect(html.match(/<em>0<\/em>/g)).toHaveLength(STEPS.length - 1);
    const wait = { name: '等', sources: ['S1-01', 'B2'] };
    expect(outline(tree(...STEPS), { ...NAMES, causes: { wait } }, () => null)).toContain(
      '<small>S1-01 B2</small>',
    );
  });
});
