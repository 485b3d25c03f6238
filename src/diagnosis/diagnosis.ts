import type { Urgency } from '../knowledge/cause.ts';
import type { Phone } from '../knowledge/contact.ts';

/** A fact that speaks for or against a cause, as a sentence. */
export interface Reason {
  readonly slot: string;
  readonly text: string;
}

/** One possible cause with how sure we are (0..1; over all causes they sum to 1). */
export interface RankedCause {
  readonly id: string;
  readonly name: string;
  readonly probability: number;
  readonly because: readonly Reason[];
  readonly against: readonly Reason[];
  readonly sources: readonly string[];
}

/** Whom to call: `phone` only where it is verified, with the date. */
export interface AdvisedContact {
  readonly id: string;
  readonly name: string;
  readonly phone: Phone | null;
  readonly when: string;
  readonly verifiedOn: string | null;
}

/** A station of the money: the sale, the cut-off of its day, the day it counts to, the time it is due. */
export interface Station {
  readonly step: 'sale' | 'cutoff' | 'settlement' | 'due';
  /** ISO 8601 with +08:00 */
  readonly at: string;
  /** false where only the day is meant */
  readonly exact: boolean;
}

/** The answer. Contract: Diagnosis. Instants are ISO 8601 with +08:00; causes best first, at most five. */
export interface Diagnosis {
  readonly causes: readonly RankedCause[];
  readonly urgency: Urgency;
  readonly redFlag: boolean;
  readonly dueAt: string | null;
  readonly dueBasis: string;
  /** how the due time comes about, in order; empty where it cannot be reckoned */
  readonly timeline?: readonly Station[];
  /** what the first cause means, in a sentence or two, for whoever asks */
  readonly summary: string;
  readonly steps: readonly string[];
  readonly prepare: readonly string[];
  readonly warnings: readonly string[];
  readonly contacts: readonly AdvisedContact[];
  /** when to stop waiting, and what to do then */
  readonly wait: string;
  readonly next: string;
}
