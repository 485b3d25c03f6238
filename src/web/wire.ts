import { z } from 'zod';
import type { Path } from '../conversation/path.ts';
import type { Reply } from '../conversation/reply.ts';
import type { Triage } from '../conversation/triage.ts';
import type { Asking, Turn } from '../conversation/turn.ts';
import type { AdvisedContact, Diagnosis, RankedCause, Station } from '../diagnosis/diagnosis.ts';
import type { Fact } from '../dialog/slot.ts';
import { URGENCIES } from '../knowledge/cause.ts';
import { phoneSchema } from '../knowledge/contact.ts';
import { CONTROLS } from '../nlu/understanding.ts';

/** An instant as outsiders write it: ISO 8601 with offset. */
export const instant = z.iso.datetime({ offset: true });

/** A text with a limit in characters that is answered with 413. */
export function boundedText(limit: number): z.ZodType<string> {
  return z
    .string()
    .refine((text) => text.length <= 2 * limit && [...text].length <= limit, {
      error: `longer than ${limit} characters: send it in parts`,
      params: { tooLong: true },
    })
    .meta({ maxLength: limit });
}

/** A button. */
export const choice = z.object({ label: z.string(), value: z.string() });

/** What outsiders see of a reply. */
export const replySchema: z.ZodType<Reply> = z.object({
  kind: z.enum(['text', 'question', 'diagnosis', 'notice']),
  text: z.string().describe('complete without the buttons, contacts included'),
  choices: z.exactOptional(z.array(choice)),
});

const factSchema: z.ZodType<Fact> = z.object({
  value: z.union([z.string(), z.object({ from: instant, to: instant })]),
  said: z.string(),
  turn: z.int(),
  hedged: z.exactOptional(z.boolean()),
  by: z.exactOptional(z.literal('agent')),
});

const reasonSchema = z.object({ slot: z.string(), text: z.string() });

const causeSchema: z.ZodType<RankedCause> = z.object({
  id: z.string(),
  name: z.string(),
  probability: z.number().min(0).max(1),
  because: z.array(reasonSchema),
  against: z.array(reasonSchema),
  sources: z.array(z.string()),
});

const contactSchema: z.ZodType<AdvisedContact> = z.object({
  id: z.string(),
  name: z.string(),
  phone: phoneSchema.nullable().describe('null where no number is verified'),
  when: z.string(),
  verifiedOn: z.string().nullable(),
});

const stationSchema: z.ZodType<Station> = z.object({
  step: z.enum(['sale', 'cutoff', 'settlement', 'due']),
  at: instant,
  exact: z.boolean().describe('false: only the day is meant'),
});

/** Contract: Diagnosis. */
export const diagnosisSchema: z.ZodType<Diagnosis> = z.object({
  causes: z.array(causeSchema).max(5).describe('best first'),
  urgency: z.enum(URGENCIES),
  redFlag: z.boolean(),
  dueAt: instant.nullable(),
  dueBasis: z.string(),
  timeline: z.exactOptional(z.array(stationSchema)),
  summary: z.string(),
  steps: z.array(z.string()),
  prepare: z.array(z.string()),
  warnings: z.array(z.string()),
  contacts: z.array(contactSchema),
  wait: z.string(),
  next: z.string(),
});

const askingSchema: z.ZodType<Asking> = z.object({
  slot: z.string(),
  choices: z.array(choice),
  why: z.string().nullable(),
  asked: z.int(),
  atMost: z.int(),
});

const status = z.enum(['asking', 'answered', 'handoff', 'closed']);

const state = {
  conversationId: z.string(),
  status,
  issue: z.string().nullable(),
  slots: z.record(z.string(), factSchema),
  diagnosis: diagnosisSchema.nullable(),
};

const turn = {
  ...state,
  turn: z.int(),
  replies: z.array(replySchema),
  asking: askingSchema.nullable(),
};

/** Contract: Turn. */
export const turnSchema: z.ZodType<Turn> = z.object(turn);

/** The first Turn of a conversation, with its secret. */
export const openedSchema = z.object({ token: z.string(), ...turn });

/** A line of a transcript. */
export const lineSchema = z.object({
  seq: z.int(),
  from: z.enum(['merchant', 'bot', 'agent', 'system']),
  text: z.string(),
  at: instant,
  kind: z.string().nullable(),
  choices: z.array(choice),
});

/** A conversation with its transcript. */
export const conversationSchema = z.object({
  ...state,
  asking: askingSchema.nullable(),
  person: z
    .object({
      custody: z.enum(['waiting', 'agent']),
      caseNumber: z.string().nullable(),
      agent: z.string().nullable(),
      ahead: z.int().nullable().describe('how many wait before this one'),
      hours: z.object({ open: z.boolean(), text: z.string(), nextChange: instant.nullable() }),
    })
    .nullable()
    .describe('who is awaited or answers; null: the bot does'),
  messages: z.array(lineSchema),
});

const stopSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('known'), slot: z.string(), value: z.string() }),
  z.object({ type: z.literal('excluded'), cause: z.string() }),
  z.object({ type: z.literal('ask'), slot: z.string() }),
  z.object({ type: z.literal('reached'), cause: z.string(), byRule: z.boolean() }),
]);

/** The way through a tree. */
export const pathSchema: z.ZodType<Path> = z.object({
  dialog: z.string().nullable(),
  title: z.string().nullable(),
  stops: z.array(stopSchema),
});

/** Contract: POST /api/v1/triage. */
export const triageSchema: z.ZodType<Triage> = z.object({
  issue: z.string().nullable(),
  slots: z.record(z.string(), factSchema),
  diagnosis: diagnosisSchema.nullable().describe('what the merchant would be told'),
  leaning: z.array(causeSchema).describe('the causes so far, where there is no diagnosis to tell'),
  missing: z.array(z.object({ slot: z.string(), question: z.string() })),
  outOfScope: z.boolean(),
  redFlags: z.array(z.string()),
  control: z.enum(CONTROLS).nullable(),
  dontKnow: z.boolean(),
  replies: z.array(replySchema),
  path: pathSchema,
  text: z.string().describe('as it was read, personal data masked'),
  spans: z.array(z.object({ slot: z.string(), start: z.int(), end: z.int() })),
});

/** Every refusal: a stable code, and what to do about it. */
export const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
