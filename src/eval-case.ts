import { z } from 'zod';

const truth = z.object({
  slots: z.record(z.string(), z.unknown()),
  cause: z.string().nullable(),
  accept: z.array(z.string()),
  must_contact: z.array(z.string()),
  must_not_contact: z.array(z.string()),
  red_flag: z.boolean(),
  due_at: z.string().nullable(),
  due_role: z.enum(['promise', 'reference']).optional(),
  must_say: z.array(z.string()),
  must_not_say: z.array(z.string()),
  out_of_scope: z.boolean(),
  handoff: z.boolean(),
});

/** One simulated merchant (a line of *.merchants.jsonl): what is said first, how each question is answered,
 * what is said in between, and what is true. */
export const merchantCase = z.object({
  id: z.string(),
  now: z.iso.datetime({ offset: true }),
  open: z.string(),
  answers: z.record(z.string(), z.string()),
  unknown: z.array(z.string()),
  unknown_say: z.array(z.string()),
  script: z.array(z.object({ after: z.number().int(), say: z.string() })),
  truth,
});
export type MerchantCase = z.infer<typeof merchantCase>;

/** One labelled message (a line of *.utterances.jsonl). */
export const utteranceCase = z.object({
  id: z.string(),
  text: z.string(),
  at: z.iso.datetime({ offset: true }).optional(),
  from: z.string().optional(),
  asked: z.string().optional(),
  accept: z.array(z.string()).default([]),
  out_of_scope: z.boolean().default(false),
  slots: z.record(z.string(), z.unknown()).default({}),
  notSlots: z.array(z.string()).default([]),
  optional: z.record(z.string(), z.unknown()).default({}),
  alt: z.record(z.string(), z.array(z.unknown())).default({}),
  control: z.string().optional(),
  dontKnow: z.boolean().default(false),
});
export type UtteranceCase = z.infer<typeof utteranceCase>;
