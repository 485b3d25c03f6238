import { z } from 'zod';
import type { Reply } from '../conversation/reply.ts';
import { stateFrom } from '../conversation/state-text.ts';
import type { Row } from './engine/database.ts';
import type { Doing, Entry, Held, Pending } from './store.ts';

/** A column of JSON text. */
export const json = z.string().transform((text): unknown => JSON.parse(text));

const doingSchema: z.ZodType<Doing> = z.union([
  z.object({ type: z.literal('said'), text: z.string(), masked: z.boolean() }),
  z.object({ type: z.literal('chose'), slot: z.string(), value: z.string() }),
]);

const shownSchema = z.object({
  kind: z.enum(['text', 'question', 'diagnosis', 'notice']),
  choices: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
});

const heldRow = z.object({
  state: z.string().transform(stateFrom),
  version: z.number(),
  token_hash: z.string(),
  created_at: z.number(),
});

/** A row of table conversations with what is pending there. */
export function heldOf(row: Row, pending: readonly Pending[]): Held {
  const { state, version, token_hash, created_at } = heldRow.parse(row);
  return { conversation: state, version, tokenHash: token_hash, createdAt: created_at, pending };
}

/** A reply's kind and buttons as they are kept. */
export function payloadOf(reply: Reply): string {
  return JSON.stringify({ kind: reply.kind, choices: reply.choices ?? [] });
}

const pendingRow = z.object({ seq: z.number(), payload: json.pipe(doingSchema), at: z.number() });

/** A row of an unhandled message. */
export function pendingOf(row: Row): Pending {
  const { seq, payload, at } = pendingRow.parse(row);
  return { seq, doing: payload, at };
}

const messageRow = z.object({
  seq: z.number(),
  sender: z.enum(['merchant', 'bot', 'agent', 'system']),
  body: z.string(),
  payload: json,
  reply_to: z.number().nullable(),
  at: z.number(),
  answer: z.string().nullable(),
});

/** A row of table messages as a line of the transcript. */
export function entryOf(row: Row): Entry {
  const message = messageRow.parse(row);
  const mine = message.sender === 'merchant';
  const shown = mine ? null : shownSchema.parse(message.payload);
  return {
    seq: message.seq,
    from: message.sender,
    text: message.body,
    at: message.at,
    kind: shown?.kind ?? null,
    choices: shown?.choices ?? [],
    replyTo: message.reply_to,
    doing: mine ? doingSchema.parse(message.payload) : null,
    answer: message.answer,
  };
}
