import { describe, expect, test } from 'vitest';
import { evidenceModel } from '../src/diagnosis/model.ts';
import { posterior } from '../src/diagnosis/rank.ts';
import { fixedNumbers } from '../src/proof/fixed-numbers.ts';
import { capacity, type FreePart, greedyQuestions, leastQuestions } from '../src/proof/free-order.ts';

const slot = (options: readonly string[]) => ({
  answerable: 1,
  options: options.map((id) => ({ id, base: 100 / options.length, tells: true })),
});
const model = evidenceModel({}, { coin: slot(['heads', 'tails']) });

/** Four causes; one question halves them either way, a third names the first. */
const four = {
  ...model,
  causes: ['a', 'b', 'c', 'd'],
  logPrior: [0.25, 0.25, 0.25, 0.25].map(Math.log),
  slots: {
    half: table({ yes: [1, 1, 0, 0], no: [0, 0, 1, 1] }),
    other: table({ yes: [1, 0, 1, 0], no: [0, 1, 0, 1] }),
    first: table({ yes: [1, 0, 0, 0], no: [0, 1, 1, 1] }),
  },
};

function table(shares: Readonly<Record<string, readonly number[]>>) {
  const values = Object.keys(shares);
  // No answer is impossible, as in the authored evidence.
  const near = (row: readonly number[]) => row.map((share) => Math.min(0.999, Math.max(0.001, share)));
  const rows = Object.fromEntries(values.map((value) => [value, near(shares[value] ?? [])]));
  const logs = Object.fromEntries(values.map((value) => [value, (rows[value] ?? []).map(Math.log)]));
  return { values, base: values.map(() => 0.5), answerable: 1, shares: rows, logs, means: {} };
}

const part: FreePart = { distribution: posterior(four, {}), slots: Object.keys(four.slots), budget: 5 };

describe('the least number of questions', () => {
  test('of two halving questions among four causes is two, and asking what teaches most finds it', () => {
    expect(leastQuestions(four, part, 5)).toBeCloseTo(2, 1);
    expect(greedyQuestions(four, part)).toBeCloseTo(2, 1);
  });

  test('looked through less deeply is never more than the exact one', () => {
    for (const depth of [0, 1, 2]) expect(leastQuestions(four, part, depth)).toBeLessThanOrEqual(2.01);
  });

  test('is none where a cause is sure already or the bound is reached', () => {
    expect(leastQuestions(four, { ...part, distribution: [0.9, 0.1, 0, 0] }, 5)).toBe(0);
    expect(greedyQuestions(four, { ...part, budget: 0 })).toBe(0);
  });
});

test('a question with two answers teaches at most one bit', () => {
  expect(capacity(four, 'half')).toBeCloseTo(1, 1);
  expect(capacity(four, 'nothing')).toBe(0);
});

test('the numbers are the same on every run and lie between 0 and 1', () => {
  const [one, other] = [fixedNumbers(7), fixedNumbers(7)];
  const numbers = Array.from({ length: 1000 }, one);
  expect(numbers).toEqual(Array.from({ length: 1000 }, other));
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.reduce((sum, number) => sum + number, 0) / 1000).toBeCloseTo(0.5, 1);
});
