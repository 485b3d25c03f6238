import { z } from 'zod';
import { instant } from './wire.ts';

const share = z
  .object({ n: z.int(), of: z.int() })
  .describe('n of them: nothing is told of less than the whole');

/** What the desk did between two instants. Every share tells its whole, so that small samples show as such. */
export const reportSchema = z.object({
  since: instant,
  until: instant,
  version: z
    .string()
    .nullable()
    .describe('only talks under this version of the content are counted; null: all'),
  conversations: z.int(),
  messages: z.int().describe('of merchants'),
  handedOff: share.describe('conversations that opened a case'),
  contained: share.describe('answered by the bot, no case, and no return within the window'),
  containedSoFar: z.int().describe('those of `contained` whose window is not over yet'),
  returnDays: z.int().describe('the window of `contained`, in days'),
  confirmed: share.describe('the merchant said that the money came'),
  assumed: share.describe('answered and closed or silent, without a word on it'),
  unsolved: share.describe('the merchant said that it did not'),
  questions: z.object({ mean: z.number().nullable(), p50: z.int().nullable(), p90: z.int().nullable() }),
  dropOff: z
    .array(z.object({ slot: z.string(), question: z.string(), asked: z.int(), left: z.int() }))
    .describe('questions after which nothing came any more, the most left first'),
  causes: z.array(z.object({ id: z.string(), name: z.string(), first: z.int(), truly: z.int() })),
  misses: z.array(
    z.object({ text: z.string(), count: z.int(), asked: z.string().nullable(), like: z.array(z.string()) }),
  ),
  firstReply: z.object({
    cases: z.int(),
    p50Minutes: z.number().nullable().describe('of working hours'),
    p90Minutes: z.number().nullable(),
    inTime: share,
  }),
  agreement: z.object({
    ...share.shape,
    bins: z
      .array(
        z.object({ from: z.number(), to: z.number(), cases: z.int(), agreed: z.int(), said: z.number() }),
      )
      .describe('reliability: `said` is the mean probability of the first cause'),
  }),
  versions: z
    .array(z.object({ version: z.string(), conversations: z.int(), answered: z.int(), handedOff: z.int() }))
    .describe('of the period, also where only one is counted'),
  days: z.array(z.object({ day: z.string(), conversations: z.int(), answered: z.int(), handedOff: z.int() })),
});
