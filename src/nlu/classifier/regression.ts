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

const EPOCHS = 24;
const RATE = 2.5;
const DECAY_PER_EPOCH = 0.004;

/** Multinomial logistic regression by stochastic gradient descent. The order is shuffled by a fixed
 * generator, so the same samples give the same model on every machine. */
export function regress(samples: readonly Sample[], features: number, width: number): Regression {
  const learned = { weights: new Float32Array(features * width), bias: new Float32Array(width) };
  const order = samples.map((_, index) => index);
  const next = generator(samples.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, next);
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const sample = samples[index];
      if (sample) step(learned, sample, rate);
    }
    const keep = 1 - DECAY_PER_EPOCH;
    learned.weights.forEach((weight, at) => {
      learned.weights[at] = weight * keep;
    });
  }
  return learned;
}

/** Raw scores of a sample's features, one a label. */
export function scoresOf(learned: Regression, rows: Int32Array): Float64Array {
  const width = learned.bias.length;
  const value = featureValue(rows.length);
  const scores = new Float64Array(width);
  for (const row of rows) {
    const from = row * width;
    for (let column = 0; column < width; column++) {
      scores[column] = (scores[column] ?? 0) + (learned.weights[from + column] ?? 0);
    }
  }
  return scores.map((score, column) => score * value + (learned.bias[column] ?? 0));
}

function step(learned: Regression, sample: Sample, rate: number): void {
  const width = learned.bias.length;
  const value = featureValue(sample.rows.length);
  const push = softmax(scoresOf(learned, sample.rows), 1);
  for (let column = 0; column < width; column++) {
    const error = (column === sample.column ? 1 : 0) - (push[column] ?? 0);
    push[column] = rate * error * value;
    learned.bias[column] = (learned.bias[column] ?? 0) + rate * 0.05 * error;
  }
  for (const row of sample.rows) {
    const from = row * width;
    for (let column = 0; column < width; column++) {
      learned.weights[from + column] = (learned.weights[from + column] ?? 0) + (push[column] ?? 0);
    }
  }
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
