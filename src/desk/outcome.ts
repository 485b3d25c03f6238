import type { Outcome } from '../store/job.ts';

/** A job that is done without anything to keep. */
export const NOTHING: Outcome = { says: null, escalates: null, next: null, audit: [] };
