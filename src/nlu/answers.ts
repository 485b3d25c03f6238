import type { Content } from '../content/content.ts';
import { normalize } from './normalize.ts';

/** What an answer most likely means: a value id, or `unknown` where the merchant cannot tell. */
export interface AnswerGuess {
  readonly value: string;
  readonly probability: number;
}

/** Reads a normal text as the answer to a slot's question; null where it is like none of the examples. */
export type AnswerReader = (normal: string, slot: string) => AnswerGuess | null;

/** The counts of one question's example answers: for each class the share of examples that hold an n-gram. */
interface AnswerModel {
  readonly classes: readonly string[];
  readonly logPrior: readonly number[];
  /** n-gram → log-odds per class of holding it rather than not */
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

/** Answers to other questions: what looks like them is no answer to this one. */
const ELSEWHERE = '';
/** How much likelier an answer is than something said about another matter, before it is read. */
const ANSWERING = 0.7;
/** Of the answers to other questions every so-manieth stands for them all. */
const SAMPLE = 3;
const SMOOTH = 0.3;
/** 都有, 都有的 and 都有吧 are one answer. */
const SOFT_END = /(?<=.)[的吧呢啊呀哦嘛]+$/;

/** Guesses what an answer means that no phrase covers, from examples of answers to the same question: a naive Bayes
 * model over character n-grams of one to three, learnt in milliseconds when the content is loaded. */
export function createAnswerReader(content: Content): AnswerReader {
  const answers = Object.entries(content.answers).map(([slot, values]) => ({
    slot,
    examples: Object.entries(values).flatMap(([value, texts]) =>
      texts.map((text) => ({ value, text: normalize(text, content.vocabulary).text })),
    ),
  }));
  const models = new Map<string, AnswerModel>();
  return (normal, slot) => {
    const own = answers.find((one) => one.slot === slot);
    if (own === undefined) return null;
    const known = models.get(slot);
    const model = known ?? learn(own.examples.map(withGrams), others(answers, slot));
    if (known === undefined) models.set(slot, model);
    return guess(model, gramsOf(normal));
  };
}

/** An answer and what it means; its n-grams only while a model is learnt from it. */
interface Written {
  readonly value: string;
  readonly text: string;
}

interface Example {
  readonly value: string;
  readonly grams: ReadonlySet<string>;
}

function withGrams({ value, text }: Written): Example {
  return { value, grams: gramsOf(text) };
}

function others(
  answers: readonly { readonly slot: string; readonly examples: readonly Written[] }[],
  slot: string,
): Example[] {
  return answers
    .filter((one) => one.slot !== slot)
    .flatMap(({ examples }) => examples.filter((_, i) => i % SAMPLE === 0))
    .map(({ text }) => ({ value: ELSEWHERE, grams: gramsOf(text) }));
}

function gramsOf(text: string): ReadonlySet<string> {
  const marked = `^${text.replace(/[\s,.!?~]+/g, '').replace(SOFT_END, '')}$`;
  const grams = new Set<string>();
  for (let start = 0; start < marked.length; start++) {
    for (let length = 1; length <= 3 && start + length <= marked.length; length++) {
      grams.add(marked.slice(start, start + length));
    }
  }
  return grams;
}

function learn(own: readonly Example[], elsewhere: readonly Example[]): AnswerModel {
  const classes = [...new Set(own.map(({ value }) => value)), ELSEWHERE];
  const members = classes.map((name) => [...own, ...elsewhere].filter(({ value }) => value === name));
  const inside = classes.length - 1;
  const weights = new Map<string, number[]>();
  for (const { grams } of own) {
    for (const gram of grams) {
      if (weights.has(gram)) continue;
      weights.set(
        gram,
        members.map((list) => logOdds(list, gram)),
      );
    }
  }
  return {
    classes,
    logPrior: classes.map((name) => Math.log(name === ELSEWHERE ? 1 - ANSWERING : ANSWERING / inside)),
    weights,
  };
}

function logOdds(members: readonly Example[], gram: string): number {
  const holding = members.filter(({ grams }) => grams.has(gram)).length;
  return Math.log((holding + SMOOTH) / (members.length + 2 * SMOOTH));
}

function guess(model: AnswerModel, grams: ReadonlySet<string>): AnswerGuess | null {
  const scores = [...model.logPrior];
  let count = 0;
  for (const gram of grams) {
    const row = model.weights.get(gram);
    if (row === undefined) continue;
    count += 1;
    for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) + (row[c] ?? 0);
  }
  if (count === 0) return null;
  // N-grams overlap, so they are no independent witnesses: a long answer must not be surer than a short one.
  const spread = Math.max(1, Math.sqrt(count));
  const top = Math.max(...scores);
  const raw = scores.map((score) => Math.exp((score - top) / spread));
  const sum = raw.reduce((total, one) => total + one, 0);
  const best = raw.indexOf(Math.max(...raw));
  const value = model.classes[best] ?? ELSEWHERE;
  return value === ELSEWHERE ? null : { value, probability: (raw[best] ?? 0) / sum };
}
