import type { Expert } from '../conversation/expert.ts';
import type { EvidenceModel } from '../diagnosis/model.ts';
import { posterior } from '../diagnosis/rank.ts';
import type { Interval } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { consequencesOf, type SaleTime, type SaleTimes } from './sale-times.ts';
import type { Start } from './walkthrough.ts';

/** A merchant as the authored evidence expects one: what each question is answered with, and when it is talked. */
export interface Merchant {
  readonly at: number;
  readonly cause: string;
  readonly answers: Readonly<Record<string, string | Interval>>;
}

/** Draws merchants whose talk begins in one way: a cause by its probability, then what goes with it. */
export class MerchantModel {
  readonly #expert: Expert;
  readonly #times: SaleTimes;
  readonly #start: Start;
  readonly #causes: readonly number[];

  constructor(expert: Expert, times: SaleTimes, start: Start) {
    this.#expert = expert;
    this.#times = times;
    this.#start = start;
    this.#causes = posterior(expert.evidence, start);
  }

  draw(number: () => number): Merchant {
    const { content, evidence } = this.#expert;
    const cause = pick(this.#causes, number());
    const answers: Record<string, string | Interval> = {};
    for (const slot of Object.keys(evidence.slots))
      answers[slot] = answerOf(evidence, { slot, cause }, number);
    const mode = answers[content.roles.settlementMode];
    const time = this.#time(cause, typeof mode === 'string' ? mode : UNKNOWN, number());
    if (time !== null) answers[content.roles.saleTime] = time.span;
    return {
      at: time?.at ?? 0,
      cause: evidence.causes[cause] ?? '',
      answers: { ...answers, ...this.#start },
    };
  }

  /** A sale time that goes with the cause under a settlement mode. */
  #time(cause: number, mode: string, number: number): SaleTime | null {
    const { content, evidence } = this.#expert;
    const fits = this.#times.all.map((time) => {
      const derived = Object.entries(consequencesOf(content, time, { mode, window: null }));
      return derived.reduce(
        (all, [slot, value]) => all * (evidence.slots[slot]?.shares[value]?.[cause] ?? 1),
        1,
      );
    });
    return this.#times.all[pick(fits, number)] ?? null;
  }
}

/** What a merchant with a cause answers; `unknown` where the question cannot be answered or does not apply. */
function answerOf(
  { slots }: EvidenceModel,
  { slot, cause }: { readonly slot: string; readonly cause: number },
  number: () => number,
): string {
  const table = slots[slot];
  if (table === undefined || number() >= table.answerable) return UNKNOWN;
  const shares = table.values.map((value) => table.shares[value]?.[cause] ?? 0);
  const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  return table.values[pick([...shares, rest], number())] ?? UNKNOWN;
}

/** The index at which the running sum of weights passes a share of their total. */
function pick(weights: readonly number[], share: number): number {
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
