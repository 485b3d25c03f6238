import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Piece } from '../../conversation/pieces.ts';
import type { Pack } from '../../desk/carry-in-reply.ts';

/** What a browser with Botkit's web client sends. */
export interface WebDoing {
  /** somebody has come, is back, or writes */
  readonly type: 'hello' | 'welcome_back' | 'message';
  /** who writes: the hash of the secret that the browser made up */
  readonly user: string;
  /** of the message, the same when it is sent again; made up where the client has none */
  readonly id: string;
  readonly text: string;
  /** the client wants to know when its message is kept */
  readonly confirm: boolean;
}

/** What we send to it. */
export interface WebMessage {
  readonly type: 'message';
  /** the same whenever it is sent again */
  readonly id: string;
  readonly text: string;
  readonly quick_replies?: readonly { readonly title: string; readonly payload: string }[];
}

/** Whoever knows it reads the talk: something that nobody guesses. */
const secret = z.string().regex(/^[\w-]{20,128}$/);
const message = z.object({
  type: z.string().max(64),
  user: secret,
  id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional(),
  text: z.string().optional(),
});
const KNOWN = z.enum(['hello', 'welcome_back', 'message']);

/** Reads a message of the client. 'ignored': it is none that means anything here; null: it is malformed. */
export function readWeb(body: string): WebDoing | 'ignored' | null {
  const read = message.safeParse(parsed(body));
  if (!read.success) return null;
  const type = KNOWN.safeParse(read.data.type);
  if (!type.success) return 'ignored';
  const { user, id, text = '' } = read.data;
  if (type.data === 'message' && text.trim() === '') return 'ignored';
  return {
    type: type.data,
    user: userOf(user),
    id: id ?? randomUUID(),
    text: text.slice(0, 2_000),
    confirm: id !== undefined,
  };
}

/** Under which name a secret of a browser is kept. */
export function userOf(secretOfBrowser: string): string {
  return createHash('sha256').update(`botkit ${secretOfBrowser}`).digest('base64url').slice(0, 32);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A piece as the client shows it. A quick reply is sent as the merchant's own words, so it says what it shows. */
export function webMessage({ text, choices }: Piece, id: string): WebMessage {
  if (choices.length === 0) return { type: 'message', id, text };
  const quick = choices.map(({ label }) => ({ title: label, payload: label }));
  return { type: 'message', id, text, quick_replies: quick };
}

const packed = z.array(
  z.object({
    type: z.literal('message'),
    id: z.string(),
    text: z.string(),
    quick_replies: z.array(z.object({ title: z.string(), payload: z.string() })).optional(),
  }),
);

/** Everything that waits in one response. */
export const packMessages: Pack = (stations) => {
  const end = stations.at(-1)?.end;
  if (end === undefined) return null;
  const shown = stations.filter(({ piece }) => piece.text.trim() !== '');
  const all = shown.map(({ line, part, piece }) => webMessage(piece, `${line.seq}.${part}`));
  return { body: JSON.stringify(all), end };
};

/** The messages of such a response. */
export function unpacked(body: string): z.infer<typeof packed> {
  return packed.parse(JSON.parse(body));
}
