import { z } from 'zod';
import { factValue } from './console-wire.ts';
import { boundedText, instant } from './wire.ts';

// What the agents' JSON API takes for each deed on a case; the paths stand in console-wire.ts.

const deed = { id: z.string().min(1).max(128).describe("the caller's own name for this deed") };
const guarded = { ...deed, version: z.int().describe('`version` of the case as it was seen') };
const at = { at: instant.optional().describe('with --test-clock only') };

/** Taking a case. `force`: from another agent whose lease still runs (leads only). */
export const takeBody = z.object({ ...guarded, ...at, force: z.boolean().default(false) });

/** Writing to the merchant. `anyway`: send although `warnings` of an earlier refusal said what is doubtful in it. */
export const replyBody = z.object({
  ...deed,
  ...at,
  text: boundedText(2_000),
  anyway: z.boolean().default(false),
  /** the case then waits for the merchant */
  awaits: z.boolean().default(true),
});

/** A private note. */
export const noteBody = z.object({ ...deed, ...at, text: boundedText(4_000) });

/** Giving the talk back to the bot. */
export const returnBody = z.object({ ...guarded, ...at });

/** Handing a case to another queue or agent; it waits again there. */
export const transferBody = z
  .object({
    ...guarded,
    ...at,
    queue: z.string().optional(),
    assignee: z.string().optional(),
    text: boundedText(1_000),
  })
  .refine((body) => body.queue !== undefined || body.assignee !== undefined, {
    error: 'send "queue" or "assignee"',
  });

/** Correcting facts: slot -> value id, ISO time or interval, or null to forget it. The diagnosis is run again. */
export const factsBody = z.object({
  ...guarded,
  ...at,
  facts: z.record(z.string().max(64), z.union([factValue, z.null()])),
});

/** Closing with what it was in truth. `solved`: the merchant's money came or the matter is settled. */
export const closeBody = z.object({
  ...guarded,
  ...at,
  cause: z.string().max(64).nullable().describe('id of the true cause; null where it stays unknown'),
  solved: z.boolean(),
  text: boundedText(1_000).default(''),
});

/** Keeping a case that one holds. */
export const extendBody = z.object({ ...deed, ...at });
