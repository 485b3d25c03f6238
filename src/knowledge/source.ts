import { z } from 'zod';

/** knowledge/sources.yaml: where everything comes from. */
export const sourcesSource = z.strictObject({
  /** seed item (S3-07) → what it says, and what covers it: causes, articles, or a refusal with its reason */
  seeds: z.record(
    z.string().regex(/^S[0-4]-\d{2}$/),
    z.strictObject({
      says: z.string().min(1),
      causes: z.array(z.string()).optional(),
      articles: z.array(z.string()).optional(),
      refused: z.string().optional(),
    }),
  ),
  /** outside reference (B1-07) → the fact, where it was read, and how sure it is */
  references: z.record(
    z.string(),
    z.strictObject({
      says: z.string().min(1),
      from: z.string().min(1),
      on: z.iso.date(),
      certainty: z.enum(['official', 'several', 'single', 'general']),
    }),
  ),
});

/** A source an answer can name: a seed item or an outside reference. */
export interface Source {
  readonly id: string;
  readonly says: string;
  readonly from: string;
}
