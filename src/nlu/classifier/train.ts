import type { Intents, Vocabulary } from '../../content/content.ts';
import { normalize } from '../normalize.ts';
import { calibrate } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { fitModel, type Labelled } from './fit-model.ts';
import type { ClassifierModel } from './model.ts';

const WEIGHT_STEPS = 32_767;

/** Trains, calibrates and packs the intent classifier. Deterministic; some seconds for 2,500 examples. */
export function trainClassifier(intents: Intents, vocabulary: Vocabulary): ClassifierModel {
  const labels = Object.keys(intents.examples);
  const examples = labelledExamples(intents, vocabulary);
  const { table, learned } = fitModel(examples, labels.length);
  const scale = largest(learned.weights) / WEIGHT_STEPS || 1;
  return {
    labels,
    table,
    weights: Int16Array.from(learned.weights, (weight) => Math.round(weight / scale)),
    scale,
    bias: learned.bias,
    ...calibrate(examples, labels),
  };
}

function labelledExamples(intents: Intents, vocabulary: Vocabulary): Labelled[] {
  return Object.values(intents.examples).flatMap((texts, column) =>
    texts.map((text) => ({ features: featuresOf(normalize(text, vocabulary).text), column })),
  );
}

function largest(weights: Float32Array): number {
  return weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
}
