import { describe, expect, test } from 'vitest';
import { bestQuestion, entropy, gain } from '../src/diagnosis/gain.ts';
import { sharesOf } from '../src/diagnosis/likelihood.ts';
import { type EvidenceModel, evidenceModel } from '../src/diagnosis/model.ts';
import { posterior, weightOfEvidence } from '../src/diagnosis/rank.ts';
import type { Likelihood } from '../src/knowledge/cause.ts';
import { cause, slot } from './support/causes.ts';

describe('the figures themselves', () => {
  const plain = (words: Record<string, Likelihood>) =>
    Object.fromEntries(Object.entries(words).map(([value, is]) => [value, { is, since: null }]));
  const spread = { values: ['a', 'b', 'c'], base: [0.5, 0.3, 0.2] };

  test.each([
    ['what is named often leaves little for the rest', { a: '总是' }, [0.93, 0.042, 0.028]],
    ['what is named seldom leaves the rest as it is', { a: '偶尔' }, [0.15, 0.3, 0.2]],
    [
      'what is left over exactly is handed out as it is',
      { b: '常见' },
      [0.5 * (0.5 / 0.7), 0.5, 0.5 * (0.2 / 0.7)],
    ],
    ['more than there is is scaled down', { a: '总是', b: '总是' }, [0.49, 0.49, 0.02]],
    ['nothing is impossible', { a: '总是', b: '从不', c: '从不' }, [0.93, 0.003, 0.003]],
  ] as const)('of a likelihood: %s', (_, words, shares) => {
    const found = sharesOf(spread, plain(words));
    for (const [i, share] of shares.entries()) expect(found[i]).toBeCloseTo(share, 9);
  });

  test('of a base rate: a share of a hundred, or of all where they are more; never none', () => {
    const causes = { one: cause('one', '一般', {}) };
    const few = evidenceModel(causes, { s: slot(1, { a: 20, b: 30 }) }).slots.s;
    expect(few?.base).toEqual([0.2, 0.3]);
    const many = evidenceModel(causes, { s: slot(1, { a: 100, b: 300 }) }).slots.s;
    expect(many?.base).toEqual([0.25, 0.75]);
    const rare = evidenceModel(causes, { s: slot(1, { a: 0.01, b: 99.99 }) }).slots.s;
    expect(rare?.shares.a).toEqual([0.002]);
    expect(rare?.means.b).toBeCloseTo(Math.log(0.9999), 9);
  });

  test('of a model: causes by their id, weights as shares, no slot without options, no value that tells nothing', () => {
    const causes = {
      x: cause('zebra', '很常见', {}),
      y: cause('ant', '罕见', {}),
      z: cause('mole', '一般', {}),
    };
    const options = [
      { id: 'told', base: 50, tells: true },
      { id: 'silent', base: 50, tells: false },
    ];
    const found = evidenceModel(causes, { none: slot(1, {}), some: { answerable: 1, options } });
    expect(found.causes).toEqual(['ant', 'mole', 'zebra']);
    expect(found.logPrior.map((log) => Math.round(Math.exp(log) * 14))).toEqual([1, 4, 9]);
    expect(Object.keys(found.slots)).toEqual(['some']);
    expect(found.slots.some?.values).toEqual(['told']);
    expect(found.slots.some?.base).toEqual([0.5]);
  });

  const two: EvidenceModel = {
    causes: ['one', 'other'],
    logPrior: [Math.log(0.5), Math.log(0.5)],
    slots: {
      sign: {
        values: ['yes', 'no'],
        base: [0.5, 0.5],
        answerable: 1,
        logs: { yes: [Math.log(0.8), Math.log(0.2)], no: [Math.log(0.2), Math.log(0.8)] },
        shares: { yes: [0.8, 0.2], no: [0.2, 0.8] },
        means: { yes: Math.log(0.5), no: Math.log(0.5) },
      },
    },
  };

  test('of a posterior: Bayes, and with doubt three tenths of the mean', () => {
    expect(posterior(two, { sign: 'yes' })[0]).toBeCloseTo(0.8, 9);
    const [one, other] = [0.7 * 0.8 + 0.3 * 0.5, 0.7 * 0.2 + 0.3 * 0.5];
    expect(posterior(two, { sign: 'yes' }, new Set(['sign']))[0]).toBeCloseTo(one / (one + other), 9);
  });

  test('of a posterior far below what a number can hold', () => {
    const [one, other] = posterior({ ...two, logPrior: [-2000, -2000 + Math.log(3)] }, {});
    expect(one).toBeCloseTo(0.25, 9);
    expect(other).toBeCloseTo(0.75, 9);
    expect(posterior({ ...two, logPrior: [2000, 0] }, {})).toEqual([1, 0]);
  });

  test('of a gain: one bit less what is left of it, and nothing where the cause is known', () => {
    expect(gain(two, [0.5, 0.5], 'sign')).toBeCloseTo(1 - entropy([0.8, 0.2]), 9);
    expect(gain(two, [1, 0], 'sign')).toBe(0);
    expect(weightOfEvidence(two, 0, 'sign', 'yes')).toBeCloseTo(Math.log2(1.6), 9);
  });

  test('of a gain where the values leave something open', () => {
    const part = { ...two.slots.sign, values: ['yes'] } as EvidenceModel['slots'][string];
    const half = { ...two, slots: { sign: part } };
    expect(gain(half, [0.5, 0.5], 'sign')).toBeCloseTo((1 - entropy([0.8, 0.2])) / 2, 9);
  });

  test('of a choice: the first of equals, and whatever just reaches the least', () => {
    const twins = { ...two, slots: { left: two.slots.sign, right: two.slots.sign } } as EvidenceModel;
    const bits = gain(twins, [0.5, 0.5], 'left');
    expect(bestQuestion(twins, [0.5, 0.5], ['right', 'left'], bits)?.slot).toBe('right');
    expect(bestQuestion(twins, [0.5, 0.5], ['left', 'right'], bits)).toEqual({ slot: 'left', bits });
    expect(bestQuestion(twins, [0.5, 0.5], ['left'], bits + 1e-9)).toBeNull();
  });

  test('of a choice: a better one later replaces the first', () => {
    const weak = { ...two.slots.sign, answerable: 0.5 } as EvidenceModel['slots'][string];
    const pair = { ...two, slots: { weak, strong: two.slots.sign } } as EvidenceModel;
    expect(bestQuestion(pair, [0.5, 0.5], ['weak', 'strong'], 0)?.slot).toBe('strong');
    expect(bestQuestion(pair, [0.5, 0.5], ['strong', 'weak'], 0)?.slot).toBe('strong');
  });
});
