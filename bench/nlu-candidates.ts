import {
  BayesClassifier,
  Context,
  Feature,
  FeatureSet,
  LogisticRegressionClassifier,
  MaxEntClassifier,
  Sample,
  SEElement,
} from 'natural/lib/natural/classifiers/index.js';
import type { Vocabulary } from '../src/content/content.ts';
import { classify } from '../src/nlu/classifier/model.ts';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { normalize } from '../src/nlu/normalize.ts';
import { fastText } from './fasttext.ts';
import { linear } from './linear-grams.ts';

export interface Example {
  readonly text: string;
  readonly label: string;
}

/** Labels with a score each, best first. */
export type Ranked = readonly { readonly label: string; readonly value: number }[];
export type Classify = (text: string) => Ranked | Promise<Ranked>;
export type Train = (examples: readonly Example[], vocabulary: Vocabulary) => Classify | Promise<Classify>;

type Tokens = (text: string) => string[];

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const words: Tokens = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);
const grams: Tokens = (text) => gramsOf(text, 1, 3);

function gramsOf(text: string, from: number, to: number): string[] {
  const marked = `^${text}$`;
  const found = new Set<string>();
  for (let start = 0; start < marked.length; start++) {
    for (let length = from; length <= to && start + length <= marked.length; length++) {
      found.add(marked.slice(start, start + length));
    }
  }
  return [...found];
}

/** What is compared, by name: each learns from examples and then ranks labels for a text. */
export const candidates: Readonly<Record<string, Train>> = {
  'linear model over character 1-3-grams (ours)': ours,
  'nlp.js with lang-zh': nlpjs,
  'fastText over characters': fastText((text) => [...text.replace(/\s/g, '')]),
  'fastText over words': fastText(words),
  'linear SVM over character 1-3-grams': linear(grams),
  'nearest neighbour over bigrams': nearest,
  'natural Bayes over words': natural(() => new BayesClassifier(), words),
  'natural Bayes over character 1-3-grams': natural(() => new BayesClassifier(), grams),
  'natural logistic regression over words': natural(() => new LogisticRegressionClassifier(), words),
  'natural logistic regression over characters': natural(() => new LogisticRegressionClassifier(), grams),
  'natural MaxEnt over words': maxEnt(words),
  'natural MaxEnt over characters': maxEnt((text) => gramsOf(text, 1, 1)),
};

function ours(examples: readonly Example[], vocabulary: Vocabulary): Classify {
  const byLabel: Record<string, string[]> = {};
  for (const { text, label } of examples) {
    byLabel[label] ??= [];
    byLabel[label].push(text);
  }
  const model = trainClassifier({ examples: byLabel }, vocabulary);
  return (text) =>
    classify(model, normalize(text, vocabulary).text).map(({ label, probability }) => ({
      label,
      value: probability,
    }));
}

/** nlp.js as its own guide sets it up: the basic container with the Chinese language. */
async function nlpjs(examples: readonly Example[], vocabulary: Vocabulary): Promise<Classify> {
  const { containerBootstrap } = await import('@nlpjs/core');
  const { Nlp } = await import('@nlpjs/nlp');
  const { LangZh } = await import('@nlpjs/lang-zh');
  // A container of its own: the usual one is shared by the whole process, and folds would leak into each other.
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangZh);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.settings.log = false;
  nlp.addLanguage('zh');
  for (const { text, label } of examples) nlp.addDocument('zh', normalize(text, vocabulary).text, label);
  await nlp.train();
  return async (text) => {
    const { classifications } = await nlp.process('zh', normalize(text, vocabulary).text);
    return classifications.map(({ intent, score }) => ({ label: intent, value: score }));
  };
}

/** natural gets token arrays: from a Chinese string it would silently take no features. */
function natural(create: () => BayesClassifier | LogisticRegressionClassifier, tokens: Tokens): Train {
  return (examples, vocabulary) => {
    const classifier = create();
    for (const { text, label } of examples) {
      classifier.addDocument(tokens(normalize(text, vocabulary).text), label);
    }
    classifier.train();
    return (text) => classifier.getClassifications(tokens(normalize(text, vocabulary).text));
  };
}

/** natural's MaxEnt wants a predicate for each pair of label and token. */
function maxEnt(tokens: Tokens): Train {
  return (examples, vocabulary) => {
    const contextOf = (text: string) => new Context(tokens(normalize(text, vocabulary).text));
    const features = new FeatureSet();
    const elements = examples.map(({ text, label }) => new SEElement(label, contextOf(text)));
    for (const { a: label, b: context } of elements) {
      for (const token of tokensOf(context)) {
        const holds = (x: { a: string; b: Context }) =>
          x.a === label && tokensOf(x.b).includes(token) ? 1 : 0;
        features.addFeature(new Feature(holds, 'token', [label, token]));
      }
    }
    const sample = new Sample();
    // not by the constructor: natural 8's Sample.analyse() throws
    for (const element of elements) sample.addElement(element);
    const classifier = new MaxEntClassifier(features, sample);
    classifier.train(20, 0.01);
    return (text) =>
      [...classifier.getClassifications(contextOf(text))].sort((one, other) => other.value - one.value);
  };
}

function tokensOf(context: Context): string[] {
  return JSON.parse(context.toString());
}

/** The label of the example that shares most bigrams (Jaccard), by an inverted index. */
function nearest(examples: readonly Example[], vocabulary: Vocabulary): Classify {
  const bigrams = (text: string) => gramsOf(normalize(text, vocabulary).text, 2, 2);
  const index = new Map<string, number[]>();
  const sizes = examples.map(({ text }, at) => {
    const found = bigrams(text);
    for (const gram of found) index.set(gram, [...(index.get(gram) ?? []), at]);
    return found.length;
  });
  return (text) => {
    const found = bigrams(text);
    const shared = new Map<number, number>();
    for (const gram of found) {
      for (const at of index.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const best = new Map<string, number>();
    for (const [at, count] of shared) {
      const label = examples[at]?.label ?? '';
      const value = count / (found.length + (sizes[at] ?? 0) - count);
      best.set(label, Math.max(best.get(label) ?? 0, value));
    }
    return [...best].map(([label, value]) => ({ label, value })).sort((a, b) => b.value - a.value);
  };
}
