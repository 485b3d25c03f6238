import type { CaseRecord } from '../../store/records.ts';
import { mean, type Share } from './statistics.ts';

/** How often a first judgement was right, of those that were about as sure. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  readonly agreed: number;
  /** mean probability of the first cause */
  readonly said: number;
}

const BINS = 5;

/** How often the first judgement was the true cause, over all and by how sure it was. */
export function agreementOf(cases: readonly CaseRecord[]): Share & { readonly bins: readonly Bin[] } {
  const known = cases.flatMap(({ trueCause, firstCause, firstProbability }) =>
    trueCause === null || firstCause === null
      ? []
      : [{ agreed: trueCause === firstCause, said: firstProbability ?? 0 }],
  );
  const bins = Array.from({ length: BINS }, (_, i): Bin => {
    const [from, to] = [i / BINS, (i + 1) / BINS];
    const own = known.filter(({ said }) => said >= from && (said < to || i === BINS - 1));
    const agreed = own.filter((one) => one.agreed).length;
    return { from, to, cases: own.length, agreed, said: mean(own.map(({ said }) => said)) ?? 0 };
  });
  return { n: known.filter(({ agreed }) => agreed).length, of: known.length, bins };
}
