import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bestQuestion, entropy, gain } from '../src/diagnosis/gain.ts';
import { sharesOf } from '../src/diagnosis/likelihood.ts';
import { type EvidenceModel, evidenceModel } from '../src/diagnosis/model.ts';
import { posterior, weightOfEvidence } from '../src/diagnosis/rank.ts';
import type { Likelihood } from '../src/knowledge/cause.ts';
import { cause, slot } from './support/causes.ts';

const WORDS: readonly Likelihood[] = ['总是', '常见', '偶尔', '罕见', '从不'];

// Made anew before the tests and not while the file is read: what goes wrong in it has to fail a test.
let model: EvidenceModel;
beforeAll(() => {
  model = illnesses();
});

const illnesses = () =>
  evidenceModel(
    {
      flu: cause('flu', '常见', { fever: { yes: '总是' }, rash: { yes: '从不' } }),
      measles: cause('measles', '罕见', { fever: { yes: '总是' }, rash: { yes: '总是' } }),
      tired: cause('tired', '很常见', { fever: { yes: '从不' } }),
    },
    {
      fever: slot(1, { yes: 10, no: 90 }),
      rash: slot(1, { yes: 2, no: 98 }),
      idle: slot(1, { a: 50, b: 50 }),
    },
  );

describe('the likelihood of a value', () => {
  test('a cause that does not mention a slot has its base rates', () => {
    expect(sharesOf({ values: ['a', 'b'], base: [0.3, 0.7] }, undefined)).toEqual([0.3, 0.7]);
  });

  test('what named values leave over is divided by base rate', () => {
    const shares = sharesOf(
      { values: ['a', 'b', 'c'], base: [0.5, 0.3, 0.2] },
      { a: { is: '常见', since: null } },
    );
    expect(shares[0]).toBe(0.5);
    expect((shares[1] ?? 0) / (shares[2] ?? 1)).toBeCloseTo(1.5);
  });

  test('shares never exceed one in sum, whatever words are combined', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.option(fc.constantFrom(...WORDS)), fc.double({ min: 0.01, max: 1, noNaN: true })),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        (rows) => {
          const sum = rows.reduce((total, [, base]) => total + base, 0);
          const values = rows.map((_, i) => `v${i}`);
          const evidence = Object.fromEntries(
            rows.flatMap(([is], i) => (is === null ? [] : [[`v${i}`, { is, since: null }]])),
          );
          const shares = sharesOf({ values, base: rows.map(([, base]) => base / sum) }, evidence);
          const total = shares.reduce((a, b) => a + b, 0);
          expect(total).toBeLessThanOrEqual(1 + 0.002 * rows.length + 1e-9);
          for (const share of shares) expect(share).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the ranking', () => {
  const at = (id: string, p: readonly number[]) => p[model.causes.indexOf(id)] ?? 0;

  test('follows the prior while nothing is known', () => {
    const p = posterior(model, {});
    expect(at('tired', p)).toBeGreaterThan(at('flu', p));
    expect(at('flu', p)).toBeGreaterThan(at('measles', p));
  });

  test('a decisive fact overturns a rare cause’s prior', () => {
    const p = posterior(model, { fever: 'yes', rash: 'yes' });
    expect(at('measles', p)).toBeGreaterThan(0.9);
  });

  test('always sums to one, also under unknown slots and values', () => {
    const value = fc.option(fc.constantFrom('yes', 'no', 'unknown', 'nonsense'), { nil: undefined });
    fc.assert(
      fc.property(value, value, value, fc.boolean(), (fever, rash, other, doubt) => {
        const p = posterior(model, { fever, rash, other }, new Set(doubt ? ['rash'] : []));
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a fact said with doubt counts less than one said plainly', () => {
    const plain = at('measles', posterior(model, { fever: 'yes', rash: 'yes' }));
    const hedged = at('measles', posterior(model, { fever: 'yes', rash: 'yes' }, new Set(['rash'])));
    expect(hedged).toBeLessThan(plain);
    expect(hedged).toBeGreaterThan(at('measles', posterior(model, { fever: 'yes' })));
  });

  test('the weight of evidence has the sign of what it speaks for', () => {
    expect(weightOfEvidence(model, model.causes.indexOf('measles'), 'rash', 'yes')).toBeGreaterThan(1);
    expect(weightOfEvidence(model, model.causes.indexOf('flu'), 'rash', 'yes')).toBeLessThan(-1);
    expect(weightOfEvidence(model, 0, 'rash', 'nonsense')).toBe(0);
  });
});

describe('the gain of a question', () => {
  test('a slot that no cause mentions teaches nothing', () => {
    expect(gain(model, posterior(model, {}), 'idle')).toBeCloseTo(0, 9);
    expect(gain(model, posterior(model, {}), 'nonsense')).toBe(0);
  });

  test('a slot that splits the candidates teaches most, up to the bits there are', () => {
    const p = posterior(model, { fever: 'yes' });
    const best = bestQuestion(model, p, ['idle', 'rash'], 0.05);
    expect(best?.slot).toBe('rash');
    expect(best?.bits).toBeLessThanOrEqual(entropy(p));
  });

  test('a question that few can answer is worth less', () => {
    const shy = {
      ...model,
      slots: { ...model.slots, rash: { ...model.slots.rash, answerable: 0.5 } },
    } as EvidenceModel;
    const p = posterior(model, { fever: 'yes' });
    expect(gain(shy, p, 'rash')).toBeCloseTo(gain(model, p, 'rash') / 2, 9);
  });

  test('no candidate is named where none reaches the least gain', () => {
    expect(bestQuestion(model, posterior(model, {}), ['idle'], 0.05)).toBeNull();
  });
});

describe('a model that lacks numbers', () => {
  const bareModel = (): EvidenceModel => ({
    ...model,
    logPrior: [],
    slots: {
      rash: { values: ['yes', 'no'], base: [], answerable: 1, logs: {}, shares: {}, means: {} },
    },
  });
  const shortModel = (): EvidenceModel => ({
    ...bareModel(),
    slots: {
      rash: {
        values: ['yes', 'no'],
        base: [],
        answerable: 1,
        logs: { yes: [], no: [] },
        shares: { yes: [], no: [] },
        means: {},
      },
    },
  });

  test('teaches nothing and weighs nothing, instead of failing', () => {
    const [bare, short] = [bareModel(), shortModel()];
    for (const poor of [bare, short]) {
      expect(gain(poor, [0.5, 0.5, 0], 'rash')).toBe(0);
      expect(weightOfEvidence(poor, 0, 'rash', 'yes')).toBeCloseTo(0, 9);
      expect(weightOfEvidence(poor, 0, 'no such slot', 'yes')).toBe(0);
    }
    expect(bestQuestion(short, [1, 0, 0], ['rash'], 0.1)).toBeNull();
    expect(posterior({ ...short, logPrior: model.logPrior }, { rash: 'yes' })).toEqual(posterior(model, {}));
  });
});
