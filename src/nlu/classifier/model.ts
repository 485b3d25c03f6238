import { type FeatureTable, knownRows } from './feature-table.ts';
import { featuresOf } from './features.ts';

/** A multinomial logistic regression over character n-grams, calibrated. Plain data; see train.ts for where it comes from. */
export interface ClassifierModel {
  readonly labels: readonly string[];
  readonly table: FeatureTable;
  /** one row a feature, one column a label, in units of `scale` */
  readonly weights: Int16Array;
  readonly scale: number;
  readonly bias: Float32Array;
  /** logits are divided by it: above 1 the raw model is too sure of itself */
  readonly temperature: number;
  /** from this probability of all `outside:` labels on, a text is out of scope */
  readonly outsideFrom: number;
}

export interface Guess {
  readonly label: string;
  readonly probability: number;
}

/** Every label with its probability, best first; they sum to 1. `text` is normal text. */
export function classify(model: ClassifierModel, text: string): Guess[] {
  const all = probabilities(model, text);
  return model.labels
    .map((label, column) => ({ label, probability: all[column] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
}

/** The probability of every label, in the order of `model.labels`. `text` is normal text. */
export function probabilities(model: ClassifierModel, text: string): Float64Array {
  return softmax(logits(model, text), model.temperature);
}

/** Turns logits into probabilities in place. */
export function softmax(scores: Float64Array, temperature: number): Float64Array {
  let best = -Infinity;
  for (const score of scores) best = Math.max(best, score);
  let sum = 0;
  for (let column = 0; column < scores.length; column++) {
    const weight = Math.exp(((scores[column] ?? 0) - best) / temperature);
    scores[column] = weight;
    sum += weight;
  }
  for (let column = 0; column < scores.length; column++) scores[column] = (scores[column] ?? 0) / sum;
  return scores;
}

function logits(model: ClassifierModel, text: string): Float64Array {
  const rows = knownRows(model.table, featuresOf(text));
  const width = model.labels.length;
  const scores = new Float64Array(width);
  scores.set(model.bias);
  const unit = model.scale * featureValue(rows.length);
  const { weights } = model;
  // By index: an iterator over typed arrays is dearer than the sums.
  for (let at = 0; at < rows.length; at++) {
    const from = (rows[at] ?? 0) * width;
    for (let column = 0; column < width; column++) {
      scores[column] = (scores[column] ?? 0) + (weights[from + column] ?? 0) * unit;
    }
  }
  return scores;
}

/** All features of a text weigh the same, and long texts no more than short ones. */
export function featureValue(count: number): number {
  return count === 0 ? 0 : 1 / Math.sqrt(count);
}
