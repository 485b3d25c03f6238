import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** Where messages can be sent: any server that answers for the store. */
export interface Target {
  any(): { readonly url: string };
}

/** How much is written. */
export interface Load {
  readonly conversations: number;
  /** each writer sends so many at least */
  readonly messagesEach: number;
  /** one more conversation into which so many write at once */
  readonly hotWriters: number;
  /** the instant that messages carry; absent: servers go by their own clock */
  readonly at?: string;
}

/** What was sent and what came back. */
export interface Log {
  /** message id → the answers that came to it */
  readonly answers: Map<string, Set<string>>;
  /** conversation → the ids that each writer sent, in order */
  readonly sent: Map<string, string[][]>;
  redelivered: number;
  /** talks that were begun and that no server knows any more */
  gone: number;
  /** the longest that a message waited for its answer, over all redeliveries */
  slowestMs: number;
}

/** One call of the API. */
export interface Call {
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
}

/** A moment in the working day: what servers with a test clock are told. */
export const NOON = '2026-11-18T16:00:00+08:00';

const opened = z.object({ conversationId: z.string(), token: z.string() });
const TEXTS = ['今天下午3点刷的储蓄卡没到账，平时都是T+1第二天到', '在吗', '好的', '你是机器人吗', '在吗'];
const PATIENCE_MS = 150_000;
const PAUSE_MS = 20;

/** Nothing sent yet. */
export function newLog(): Log {
  return { answers: new Map(), sent: new Map(), redelivered: 0, gone: 0, slowestMs: 0 };
}

/** Writers in some conversations, and several at once in one more, while something else goes on. Every message goes
 * to two servers at random and again until it is answered; each writer waits for the answer before the next one. */
export async function underLoad(target: Target, load: Load, meanwhile: () => Promise<void>): Promise<Log> {
  const log = newLog();
  const state = { going: true };
  const ending = meanwhile().finally(() => {
    state.going = false;
  });
  const writers = [...Array.from({ length: load.conversations }, () => 1), load.hotWriters];
  await Promise.all([...writers.map((count) => talk(target, log, { ...load, count, state })), ending]);
  return log;
}

interface Talking extends Load {
  readonly count: number;
  readonly state: { readonly going: boolean };
}

async function talk(target: Target, log: Log, talking: Talking): Promise<void> {
  const { count, messagesEach, state } = talking;
  const { conversationId, token } = await begin(target, log, talking.at);
  const ids = Array.from({ length: count }, (): string[] => []);
  log.sent.set(conversationId, ids);
  const write = async (mine: string[], writer: number) => {
    for (let i = 0; i < messagesEach || state.going; i++) {
      const id = `${conversationId}-${writer}-${i}`;
      mine.push(id);
      const call = message({ conversationId, token }, id, talking.at);
      const send = () => persist(target, log, call);
      log.answers.set(id, new Set(await Promise.all([send(), send()])));
    }
  };
  await Promise.all(ids.map(write)).catch((error) => {
    if (!(error instanceof Gone)) throw error;
    log.gone += 1;
  });
}

class Gone extends Error {}

/** Creates a conversation at an instant. */
export async function begin(target: Target, log: Log, at: string | undefined) {
  const body = at === undefined ? {} : { at };
  return opened.parse(
    JSON.parse(await persist(target, log, { path: '/api/v1/conversations', token: '', body })),
  );
}

/** A message with this id; what it says depends on the number that the id ends with. */
export function message(
  { conversationId, token }: { readonly conversationId: string; readonly token: string },
  id: string,
  at: string | undefined,
): Call {
  const text = TEXTS[Number(/\d+$/.exec(id)?.[0] ?? 0) % TEXTS.length] ?? '';
  const body = at === undefined ? { id, text } : { id, text, at };
  return { path: `/api/v1/conversations/${conversationId}/messages`, token, body };
}

/** Sends to random servers until one answers. */
export async function persist(target: Target, log: Log, call: Call): Promise<string> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const answer = await attempt(target.any().url, call);
    if (answer !== null) {
      log.slowestMs = Math.max(log.slowestMs, performance.now() - began);
      return answer;
    }
    log.redelivered += 1;
    await pause(PAUSE_MS);
  }
  throw new Error(`no server answered ${call.path}`);
}

/** The answer to one attempt; null where the server is gone or cannot keep anything now. Throws on every other
 * answer. */
export async function attempt(url: string, { path, token, body }: Call): Promise<string | null> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => null,
  );
  if (answer === null || answer.status === 503) return null;
  if (answer.status === 404) throw new Gone(path);
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.text;
}
