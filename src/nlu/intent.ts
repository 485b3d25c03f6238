import { type ClassifierModel, probabilities } from './classifier/model.ts';
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

/** One label of a kind: its name without the prefix, and where its probability stands. */
interface Column {
  readonly name: string;
  readonly column: number;
}

/** The labels of a model by what they are about. */
interface Kinds {
  readonly articles: readonly Column[];
  readonly outside: readonly Column[];
  readonly talk: readonly Column[];
  readonly answers: readonly Column[];
  readonly issues: readonly Column[];
}

const kindsOfModel = new WeakMap<ClassifierModel, Kinds>();

/** Reads issue, side question and scope from a normal text. `asked`: a question is open, so it may be its answer. */
export function readIntents(model: ClassifierModel, normal: Normal, asked: boolean): IntentReading {
  const kinds = kindsOf(model);
  const p = probabilities(model, normal.text);
  const [article, outside, talk] = [mass(p, kinds.articles), mass(p, kinds.outside), mass(p, kinds.talk)];
  const issue = 1 - article - outside - talk;
  const isOutside = outside >= model.outsideFrom;
  // Where nothing was asked a text is no answer, however much it sounds like one.
  const answers = asked ? 0 : mass(p, kinds.answers);
  const aboutTrouble = isOutside || talk - answers < Math.max(issue + article, outside);
  const top = best(p, kinds.articles);
  const asks = !isOutside && aboutTrouble && top !== null && (p[top.column] ?? 0) >= ARTICLE_FROM;
  return {
    issues: aboutTrouble ? issuesOf(p, kinds.issues, article + outside) : [],
    sideQuestion: asks ? top.name : null,
    outOfScope: isOutside ? (best(p, kinds.outside)?.name ?? null) : null,
    asksGeneral: asks && article > issue,
  };
}

function kindsOf(model: ClassifierModel): Kinds {
  const known = kindsOfModel.get(model);
  if (known !== undefined) return known;
  const columns = model.labels.map((name, column) => ({ name, column }));
  const after = (prefix: string): Column[] =>
    columns
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, column }) => ({ name: name.slice(prefix.length), column }));
  const kinds = {
    articles: after(ARTICLE),
    outside: after(OUTSIDE),
    talk: after(TALK),
    answers: after(ANSWER),
    issues: columns.filter(({ name }) => !name.includes(':')),
  };
  kindsOfModel.set(model, kinds);
  return kinds;
}

function issuesOf(p: Float64Array, issues: readonly Column[], rest: number): IntentReading['issues'] {
  const last = issues.at(-1);
  return issues
    .map((one) => ({
      value: one.name,
      probability: (p[one.column] ?? 0) + (one === last ? rest : 0),
    }))
    .sort((a, b) => b.probability - a.probability);
}

function best(p: Float64Array, columns: readonly Column[]): Column | null {
  let top: Column | null = null;
  for (const one of columns) {
    if (top === null || (p[one.column] ?? 0) > (p[top.column] ?? 0)) top = one;
  }
  return top;
}

function mass(p: Float64Array, columns: readonly Column[]): number {
  let sum = 0;
  for (const { column } of columns) sum += p[column] ?? 0;
  return sum;
}
