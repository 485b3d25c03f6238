import type { Alike } from './eval-triage.ts';
import type { Heeded } from './eval-utterances.ts';
import type { Verdict } from './eval-verdict.ts';

/** A count of right ones among those that count. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/** The figures of a set of played talks. */
export interface MerchantFigures {
  readonly cases: number;
  readonly top1: Share;
  readonly top3: Share;
  readonly dueDates: Share;
  readonly promises: Share;
  readonly contacts: Share;
  readonly redFlags: Share;
  readonly said: Share;
  readonly clean: Share;
  readonly meanQuestions: number;
  readonly askedThrice: number;
  /** transcripts of the talks from which triage reads the same facts, and judges alike */
  readonly triageFacts: Share;
  readonly triageVerdicts: Share;
}

/** The figures of a set of labelled messages. */
export interface UtteranceFigures {
  readonly rows: number;
  readonly issues: Share;
  readonly outOfScopeFound: Share;
  readonly falseAlarms: Share;
  readonly slotPrecision: Share;
  readonly slotRecall: Share;
  readonly controls: Share;
}

/** Counts true among those that are not null. */
export function share(values: readonly (boolean | null)[]): Share {
  const asked = values.filter((value) => value !== null);
  return { right: asked.filter(Boolean).length, of: asked.length };
}

/** Sums up the verdicts on played talks. */
export function merchantFigures(verdicts: readonly Verdict[], alike: readonly Alike[]): MerchantFigures {
  const questions = verdicts.reduce((sum, one) => sum + one.questions, 0);
  return {
    cases: verdicts.length,
    top1: share(verdicts.map((one) => one.top1)),
    top3: share(verdicts.map((one) => one.top3)),
    dueDates: share(verdicts.map((one) => one.due)),
    promises: share(verdicts.map((one) => one.promised)),
    contacts: share(verdicts.map((one) => one.contacts)),
    redFlags: share(verdicts.map((one) => one.redFlag)),
    said: share(verdicts.map((one) => one.said)),
    clean: share(verdicts.map((one) => one.clean)),
    meanQuestions: Math.round((questions / Math.max(1, verdicts.length)) * 100) / 100,
    askedThrice: verdicts.filter((one) => one.askedThrice).length,
    triageFacts: share(alike.map((one) => one.facts)),
    triageVerdicts: share(alike.map((one) => one.verdict)),
  };
}

/** Sums up how labelled messages were understood. */
export function utteranceFigures(rows: readonly Heeded[]): UtteranceFigures {
  const hits = rows.reduce((sum, row) => sum + row.hit.length, 0);
  const wrong = rows.reduce((sum, row) => sum + row.wrong.length, 0);
  const missed = rows.reduce((sum, row) => sum + row.missed.length, 0);
  return {
    rows: rows.length,
    issues: share(rows.map((row) => row.issue)),
    outOfScopeFound: share(rows.map((row) => (row.outside.is ? row.outside.said : null))),
    falseAlarms: share(rows.map((row) => (row.outside.is ? null : row.outside.said))),
    slotPrecision: { right: hits, of: hits + wrong },
    slotRecall: { right: hits, of: hits + missed },
    controls: share(rows.map((row) => row.control)),
  };
}

/** One line a figure: "top1   54/67  80.6 %". */
export function figureLines(figures: MerchantFigures | UtteranceFigures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(16)} ${typeof value === 'number' ? value : shareText(value)}`)
    .join('\n');
}

function shareText({ right, of }: Share): string {
  const percent = of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`;
  return `${right}/${of}`.padEnd(9) + percent;
}
