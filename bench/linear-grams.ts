import { normalize } from '../src/nlu/normalize.ts';
import type { Train } from './nlu-candidates.ts';

const EPOCHS = 20;
const RATE = 0.5;
const SEEN_IN = 2;

/** The usual baseline: a linear support vector machine for each label against all others, over the tokens of a text as
 * sets of equal length. Learnt by gradient descent on the hinge loss, in the order of a fixed generator. */
export function linear(tokens: (text: string) => string[]): Train {
  return (examples, vocabulary) => {
    const tokensOf = (text: string) => tokens(normalize(text, vocabulary).text);
    const labels = [...new Set(examples.map(({ label }) => label))];
    const rows = rowsOf(examples.map(({ text }) => tokensOf(text)));
    const known = (text: string) => tokensOf(text).flatMap((token) => rows.get(token) ?? []);
    const weights = new Float32Array((rows.size + 1) * labels.length);
    const samples = examples.map(({ text, label }) => ({
      rows: [...known(text), rows.size],
      column: labels.indexOf(label),
    }));
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const rate = RATE * (1 - epoch / EPOCHS);
      for (const sample of shuffled(samples, epoch)) learn(weights, labels.length, sample, rate);
    }
    return (text) => {
      const scores = scoresOf(weights, labels.length, [...known(text), rows.size]);
      return labels
        .map((label, column) => ({ label, value: scores[column] ?? 0 }))
        .sort((a, b) => b.value - a.value);
    };
  };
}

interface Sample {
  readonly rows: readonly number[];
  readonly column: number;
}

function rowsOf(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of texts.flat()) counts.set(token, (counts.get(token) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count >= SEEN_IN);
  return new Map(shared.map(([token], row) => [token, row]));
}

function scoresOf(weights: Float32Array, width: number, rows: readonly number[]): Float64Array {
  const scores = new Float64Array(width);
  const value = 1 / Math.sqrt(rows.length);
  for (const row of rows) {
    for (let column = 0; column < width; column++) {
      scores[column] = (scores[column] ?? 0) + (weights[row * width + column] ?? 0) * value;
    }
  }
  return scores;
}

function learn(weights: Float32Array, width: number, { rows, column }: Sample, rate: number): void {
  const scores = scoresOf(weights, width, rows);
  const step = rate / Math.sqrt(rows.length);
  for (let at = 0; at < width; at++) {
    const side = at === column ? 1 : -1;
    if (side * (scores[at] ?? 0) >= 1) continue;
    for (const row of rows) weights[row * width + at] = (weights[row * width + at] ?? 0) + step * side;
  }
}

function shuffled(samples: readonly Sample[], seed: number): Sample[] {
  let state = seed + 1;
  const keyed = samples.map((sample) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return { sample, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ sample }) => sample);
}
