import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestQuestion, entropy, gain, questioner } from '../src/diagnosis/gain.ts';
import { mentionsOf } from '../src/diagnosis/mentions.ts';
import { type EvidenceModel, evidenceModel, type SlotEvidence } from '../src/diagnosis/model.ts';
import { cause, slot } from './support/causes.ts';

/** A question with these shares: by value one for each cause. */
const question = (shares: Readonly<Record<string, readonly number[]>>, answerable = 1): SlotEvidence => ({
  values: Object.keys(shares),
  base: [],
  answerable,
  shares,
  logs: {},
  means: {},
});
const modelOf = (slots: Readonly<Record<string, SlotEvidence>>): EvidenceModel => ({
  causes: [],
  logPrior: [],
  slots,
});

const bitsOf = (p: readonly number[]): number =>
  p.reduce((bits, one) => bits - (one === 0 ? 0 : one * Math.log2(one)), 0);

/** The gain by its definition: what is uncertain now less what is on average once the answer is heard; whatever no
 * value stands for leaves everything as it is. */
function gainByDefinition(p: readonly number[], { shares, answerable }: SlotEvidence): number {
  let after = 0;
  let open = 1;
  for (const row of Object.values(shares)) {
    const heard = p.map((one, c) => one * (row[c] ?? 0));
    const often = heard.reduce((sum, one) => sum + one, 0);
    if (often > 0) after += often * bitsOf(heard.map((one) => one / often));
    open -= often;
  }
  return answerable * (bitsOf(p) - after - Math.max(0, open) * bitsOf(p));
}

const normal = (weights: readonly number[]): number[] => {
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((one) => one / sum);
};

describe('the gain of a question', () => {
  test('is what its definition says, whatever the shares', () => {
    const share = fc.constantFrom(0.002, 0.03, 0.1, 0.15, 0.3);
    const one = fc.integer({ min: 2, max: 9 }).chain((causes) => {
      const row = fc.array(share, { minLength: causes, maxLength: causes });
      const p = fc.array(fc.nat(20), { minLength: causes, maxLength: causes });
      return fc.tuple(p, fc.array(row, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 0.5));
    });
    fc.assert(
      fc.property(one, ([weights, rows, answerable]) => {
        fc.pre(weights.some((weight) => weight > 0));
        const p = normal(weights);
        const asked = question(Object.fromEntries(rows.map((row, i) => [`v${i}`, row])), answerable);
        expect(gain(modelOf({ asked }), p, 'asked')).toBeCloseTo(Math.max(0, gainByDefinition(p, asked)), 9);
      }),
    );
  });

  test('is reckoned for more causes than a content has so far', () => {
    for (const causes of [255, 256, 257, 700]) {
      const p = normal(Array.from({ length: causes }, (_, c) => 1 + (c % 7)));
      const yes = p.map((_, c) => 0.1 + (0.8 * c) / causes);
      const asked = question({ yes, no: yes.map((share) => 1 - share) });
      expect(gain(modelOf({ asked }), p, 'asked')).toBeCloseTo(gainByDefinition(p, asked), 9);
    }
  });

  test.each([
    ['one of two equal causes is told for sure', [0.5, 0.5], { yes: [1, 0], no: [0, 1] }, 1],
    [
      'one of four is told from the others',
      [0.25, 0.25, 0.25, 0.25],
      { yes: [1, 0, 0, 0], no: [0, 1, 1, 1] },
      0.811278,
    ],
    [
      'all four are told from each other',
      [0.25, 0.25, 0.25, 0.25],
      { a: [1, 0, 0, 0], b: [0, 1, 0, 0], c: [0, 0, 1, 0], d: [0, 0, 0, 1] },
      2,
    ],
    ['nothing is told', [0.5, 0.5], { yes: [0.3, 0.3], no: [0.7, 0.7] }, 0],
    ['half of the answers tell, the others are no value', [0.5, 0.5], { yes: [0.5, 0], no: [0, 0.5] }, 0.5],
    ['a value is never heard', [0.5, 0.5], { yes: [1, 1], never: [0, 0] }, 0],
    [
      'a sign that is right four times out of five',
      [0.5, 0.5],
      { yes: [0.8, 0.2], no: [0.2, 0.8] },
      0.278072,
    ],
  ] as const)('where %s', (_, p, shares, bits) => {
    expect(gain(modelOf({ asked: question(shares) }), p, 'asked')).toBeCloseTo(bits, 6);
  });

  test('is never negative, even where shares of rounding add up to more than one', () => {
    const asked = question({ yes: [0.6, 0.6], no: [0.6, 0.6] });
    expect(gain(modelOf({ asked }), [0.5, 0.5], 'asked')).toBe(0);
  });
});

describe('the best question', () => {
  const sign = (right: number, answerable = 1) =>
    question({ yes: [right, 1 - right], no: [1 - right, right] }, answerable);
  const model = modelOf({ good: sign(0.9), fair: sign(0.7), shy: sign(0.9, 0.4), void: sign(0.5) });

  test.each([
    [['fair', 'good', 'shy'], 0, 'good'],
    [['good', 'fair'], 0, 'good'],
    [['fair', 'shy'], 0, 'shy'],
    [['void', 'lost'], 0, 'void'],
    [['void', 'lost'], 0.01, null],
    [['fair'], 0.2, null],
    [[], 0, null],
  ] as const)('of %j that teaches at least %d bits is %s', (candidates, least, best) => {
    expect(bestQuestion(model, [0.5, 0.5], candidates, least)?.slot ?? null).toBe(best);
    expect(questioner(model, [0.5, 0.5], least)(candidates)?.slot ?? null).toBe(best);
  });
});

describe('the causes that a slot tells from the others', () => {
  // Made anew for each test and not while the file is read: what goes wrong in it has to fail a test.
  const model = () =>
    evidenceModel(
      {
        flu: cause('flu', '常见', { fever: { yes: '总是' } }),
        cold: cause('cold', '常见', {}),
        burn: cause('burn', '常见', { fever: { no: '总是' } }),
        cut: cause('cut', '常见', { rash: { yes: '常见' } }),
      },
      {
        fever: slot(1, { yes: 25, no: 75 }),
        rash: slot(1, { yes: 50, no: 50 }),
        idle: slot(1, { a: 50, b: 50 }),
      },
    );
  const told = (id: string) => {
    const table = model().slots[id];
    if (table === undefined) throw new Error(`no slot ${id}`);
    return mentionsOf(table);
  };

  test('are those whose authors name it in another way than the most', () => {
    const names = (id: string) => told(id).causes.map((place) => model().causes[place]);
    expect(names('fever')).toEqual(['burn', 'flu']);
    expect(names('idle')).toEqual([]);
  });

  test('have shares of their own, and all others the base rates', () => {
    const [yes, no] = told('fever').rows;
    expect(yes?.otherShare).toBe(0.25);
    expect(yes?.otherSlog).toBe(-0.5);
    expect(no?.otherShare).toBe(0.75);
    expect([...(yes?.shares ?? [])][1]).toBeCloseTo(0.93, 9);
    expect([...(no?.shares ?? [])][0]).toBeCloseTo(0.93, 9);
    for (const row of told('fever').rows)
      for (const [i, share] of row.shares.entries())
        expect(row.slogs[i]).toBeCloseTo(share * Math.log2(share), 9);
  });
});

test('the entropy of a coin is one bit, of a certainty none', () => {
  expect(entropy([0.5, 0.5])).toBe(1);
  expect(entropy([0.25, 0.25, 0.25, 0.25])).toBe(2);
  expect(entropy([1, 0, 0])).toBe(0);
  expect(entropy([0.75, 0.25])).toBeCloseTo(0.811278, 6);
});
