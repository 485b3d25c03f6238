import { type ClassifierModel, classify, type Guess } from './classifier/model.ts';
import type { Normal } from './normalize.ts';

/** What a text is about, from the classifier alone. */
export interface IntentReading {
  /** issue kinds, best first; what is no trouble of the merchant's own counts for the last kind of
   * knowledge/intents.yaml (其他问题). Empty when the text says nothing about a trouble (an answer, a greeting). */
  readonly issues: readonly { readonly value: string; readonly probability: number }[];
  /** article that answers the question asked, or null */
  readonly sideQuestion: string | null;
  /** topic of a text that is not ours to answer, or null */
  readonly outOfScope: string | null;
  /** a general question without a trouble of one's own: the article comes first */
  readonly asksGeneral: boolean;
}

const ARTICLE = 'article:';
const OUTSIDE = 'outside:';
/** answers, greetings: labels that say nothing about the trouble */
const TALK = 'talk:';
/** what answers a question, of them */
const ANSWER = 'talk:answer';
/** below this share an article would be a guess */
const ARTICLE_FROM = 0.3;

/** Reads issue, side question and scope from a normal text. `asked`: a question is open, so it may be its answer. */
export function readIntents(model: ClassifierModel, normal: Normal, asked: boolean): IntentReading {
  const guesses = classify(model, normal.text);
  const mass = (prefix: string) => sum(guesses.filter(({ label }) => label.startsWith(prefix)));
  const [article, outside, talk] = [mass(ARTICLE), mass(OUTSIDE), mass(TALK)];
  const issue = 1 - article - outside - talk;
  const isOutside = outside >= model.outsideFrom;
  // Where nothing was asked a text is no answer, however much it sounds like one.
  const answers = asked ? 0 : mass(ANSWER);
  const aboutTrouble = isOutside || talk - answers < Math.max(issue + article, outside);
  const topArticle = best(guesses, ARTICLE);
  const asks = !isOutside && aboutTrouble && topArticle !== null && topArticle.probability >= ARTICLE_FROM;
  return {
    issues: aboutTrouble ? issuesOf(model, guesses, article + outside) : [],
    sideQuestion: asks ? topArticle.label.slice(ARTICLE.length) : null,
    outOfScope: isOutside ? (best(guesses, OUTSIDE)?.label.slice(OUTSIDE.length) ?? null) : null,
    asksGeneral: asks && article > issue,
  };
}

function issuesOf(model: ClassifierModel, guesses: readonly Guess[], rest: number): IntentReading['issues'] {
  const restLabel = model.labels.filter(isIssue).at(-1);
  return guesses
    .filter(({ label }) => isIssue(label))
    .map(({ label, probability }) => ({
      value: label,
      probability: label === restLabel ? probability + rest : probability,
    }))
    .sort((a, b) => b.probability - a.probability);
}

function isIssue(label: string): boolean {
  return !label.includes(':');
}

function best(guesses: readonly Guess[], prefix: string): Guess | null {
  return guesses.find(({ label }) => label.startsWith(prefix)) ?? null;
}

function sum(guesses: readonly Guess[]): number {
  return guesses.reduce((total, { probability }) => total + probability, 0);
}
