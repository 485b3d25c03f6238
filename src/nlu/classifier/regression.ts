import { featureValue, softmax } from './model.ts';

/** One labelled text: rows of its features and the column of its label. */
export interface Sample {
  readonly rows: Int32Array;
  readonly column: number;
}

/** What logistic regression learned: `weights` has one row a feature and one column a label. */
export interface Regression {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const EPOCHS = 12;
const RATE = 3;
const BIAS_SHARE = 0.05;
const DECAY_PER_EPOCH = 0.004;
/** errors below it are not worth the time: most labels are far off most texts */
const NEGLIGIBLE = 0.002;

/** Multinomial logistic regression by stochastic gradient descent. The order is shuffled by a fixed
 * generator, so the same samples give the same model on every machine. */
export function regress(samples: readonly Sample[], features: number, width: number): Regression {
  const learned = { weights: new Float32Array(features * width), bias: new Float32Array(width) };
  const scores = new Float64Array(width);
  const order = samples.map((_, index) => index);
  const next = generator(samples.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, next);
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const sample = samples[index];
      if (sample) step(learned, sample, rate, scores);
    }
    decay(learned.weights);
  }
  return learned;
}

/** Raw scores of a sample's features, one a label, into `scores`. */
export function score(learned: Regression, rows: Int32Array, scores: Float64Array): Float64Array {
  const { weights, bias } = learned;
  const width = bias.length;
  const value = featureValue(rows.length);
  scores.fill(0);
  for (const row of rows) {
    const from = row * width;
    for (let column = 0; column < width; column++) {
      scores[column] = (scores[column] ?? 0) + (weights[from + column] ?? 0);
    }
  }
  for (let column = 0; column < width; column++) {
    scores[column] = (scores[column] ?? 0) * value + (bias[column] ?? 0);
  }
  return scores;
}

function step(learned: Regression, sample: Sample, rate: number, scores: Float64Array): void {
  const { weights, bias } = learned;
  const width = bias.length;
  const pace = rate * featureValue(sample.rows.length);
  softmax(score(learned, sample.rows, scores), 1);
  for (let column = 0; column < width; column++) {
    const error = (column === sample.column ? 1 : 0) - (scores[column] ?? 0);
    if (Math.abs(error) < NEGLIGIBLE) continue;
    bias[column] = (bias[column] ?? 0) + rate * BIAS_SHARE * error;
    for (const row of sample.rows) {
      const at = row * width + column;
      weights[at] = (weights[at] ?? 0) + pace * error;
    }
  }
}

function decay(weights: Float32Array): void {
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - DECAY_PER_EPOCH);
}

function shuffle(order: number[], next: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = next() % (last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
}

/** A linear congruential generator of 31-bit integers (constants of Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 1;
  };
}
