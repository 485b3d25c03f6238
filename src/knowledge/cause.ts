import { z } from 'zod';
import { type Condition, conditionSource, holds, type Known } from './condition.ts';

/** How often a symptom goes with a cause, in the words authors use; the numbers are in diagnosis/. */
export const LIKELIHOODS = ['总是', '常见', '偶尔', '罕见', '从不'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** How common a cause is among all merchants who write in. */
export const FREQUENCIES = ['很常见', '常见', '一般', '少见', '罕见'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** How soon the merchant has to act. Contract: Diagnosis.urgency. */
export const URGENCIES = ['wait', 'self_service', 'act_today', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];

const likelihood = z.enum(LIKELIHOODS);

/** A piece of advice: a sentence, or a sentence for a special case. Holes: {到账时间} {交易时间} ... */
const adviceSource = z.union([
  z.string().min(1),
  z.strictObject({ when: conditionSource, say: z.string().min(1) }),
]);

/** What is advised once a cause is found. */
const adviceFields = {
  summary: z.string().min(1),
  steps: z.array(adviceSource).min(1),
  prepare: z.array(z.string().min(1)),
  contacts: z.array(
    z.strictObject({ who: z.string(), say: z.string().min(1), when: conditionSource.optional() }),
  ),
  /** alternatives: the first whose holes can all be filled is said */
  wait: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  next: z.string().min(1),
  warnings: z.array(adviceSource),
};

/** One file knowledge/causes/<id>.yaml as authors write it: slots and options by their Chinese names. */
export const causeSource = z.strictObject({
  name: z.string().min(1),
  en: z.string().min(1),
  group: z.string().min(1),
  urgency: z.enum(URGENCIES),
  redFlag: z.boolean().optional(),
  frequency: z.enum(FREQUENCIES),
  evidence: z.record(
    z.string(),
    z.record(z.string(), z.union([likelihood, z.strictObject({ is: likelihood, since: z.string().min(1) })])),
  ),
  ...adviceFields,
  /** the advice for others than the merchant, whole: the first whose condition holds is given */
  instead: z.array(z.strictObject({ when: conditionSource, ...adviceFields })).optional(),
  sources: z.array(z.string()).min(1),
});
export type CauseSource = z.infer<typeof causeSource>;

/** A sentence that applies when its condition holds. */
export interface Advice {
  readonly when: Condition;
  readonly say: string;
}

/** Whom to call for a cause: a contact id (a role such as acquirer_on_slip is narrowed at answer time). */
export interface CauseContact {
  readonly who: string;
  readonly say: string;
  readonly when: Condition;
}

/** How strongly one value of a slot speaks for a cause, and why in half a sentence. */
export interface Evidence {
  readonly is: Likelihood;
  readonly since: string | null;
}

/** What to say and do once a cause is found. */
export interface CauseAdvice {
  readonly summary: string;
  readonly steps: readonly Advice[];
  readonly prepare: readonly string[];
  readonly contacts: readonly CauseContact[];
  readonly wait: readonly string[];
  readonly next: string;
  readonly warnings: readonly Advice[];
}

/** One root cause: what can be wrong, what speaks for it, what to do, and whom to call in which order. */
export interface Cause extends CauseAdvice {
  readonly id: string;
  readonly name: string;
  readonly en: string;
  readonly group: string;
  readonly urgency: Urgency;
  readonly redFlag: boolean;
  readonly frequency: Frequency;
  /** slot id → value id → evidence */
  readonly evidence: Readonly<Record<string, Readonly<Record<string, Evidence>>>>;
  /** advice in place of the cause's own, for whom it is not meant: the paying customer */
  readonly instead: readonly (CauseAdvice & { readonly when: Condition })[];
  readonly sources: readonly string[];
}

/** The advice of a cause for whoever asks. */
export function adviceFor(cause: Cause, known: Known): CauseAdvice {
  return cause.instead.find((other) => holds(other.when, known)) ?? cause;
}
