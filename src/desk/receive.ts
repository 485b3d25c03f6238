import { randomUUID } from 'node:crypto';
import { turnOf } from '../conversation/turn.ts';
import type { Held, Pending } from '../store/store.ts';
import { advise } from './advisor.ts';
import { apologise } from './apologise.ts';
import type { Desk } from './desk.ts';
import { admit, type Message } from './door.ts';

/** A message for a conversation; `id` is the sender's, so that it can be sent again without harm. */
export interface Sent {
  readonly conversationId: string;
  readonly id: string;
  readonly message: Message;
  /** epoch ms */
  readonly at: number;
}

/** What came of a message: the Turn as JSON text, the same for the same message id; or why there is none. */
export type Received =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'no-conversation' }
  | { readonly type: 'no-choice' };

/** How often a commit is tried again because another process was faster. */
const PATIENCE = 50;

/** Receives a message: keeps it once, then answers everything that waits in its conversation, in order. */
export async function receive(desk: Desk, sent: Sent): Promise<Received> {
  const { conversationId, id, message, at } = sent;
  const admitted = admit(desk.advisor.expert.content, message);
  if (admitted === null) return { type: 'no-choice' };
  const kept = await desk.conversations.accept({ conversationId, id, ...admitted, at });
  if (kept.type === 'absent') return { type: 'no-conversation' };
  if (kept.answer !== null) return { type: 'answered', answer: kept.answer };
  desk.hints.send(conversationId);
  const answer = await desk.queue(conversationId, () => answerTo(desk, conversationId, kept.seq));
  return { type: 'answered', answer };
}

async function answerTo(desk: Desk, id: string, seq: number): Promise<string> {
  for (let i = 0; i < PATIENCE; i++) {
    await drain(desk, id);
    const [entry] = await desk.conversations.transcript(id, seq - 1);
    if (entry?.seq === seq && entry.answer !== null) return entry.answer;
  }
  throw new Error(`message ${seq} of conversation ${id} was not answered in ${PATIENCE} tries`);
}

async function drain(desk: Desk, id: string): Promise<void> {
  let held = await desk.conversations.load(id);
  for (const pending of held?.pending ?? []) {
    if (held === null) return;
    held = await handle(desk, held, pending);
    desk.hints.send(id);
  }
}

/** Answers one message; null where another process was faster and everything has to be read again. */
async function handle(desk: Desk, held: Held, pending: Pending): Promise<Held | null> {
  const { conversation, turn } = answerFor(desk, held, pending);
  const committed = await desk.conversations.commit({
    conversation,
    version: held.version,
    seq: pending.seq,
    replies: turn.replies,
    answer: JSON.stringify(turn),
    at: pending.at,
  });
  return committed ? { ...held, conversation, version: held.version + 1 } : null;
}

function answerFor(desk: Desk, held: Held, pending: Pending) {
  const { advisor } = desk;
  try {
    const [conversation, effects] = advise(advisor, held.conversation, pending.doing, pending.at);
    return { conversation, turn: turnOf(advisor.expert, conversation, effects) };
  } catch (error) {
    // A message that breaks the engine would break it again: the talk goes to a person instead of standing still.
    const where = `conversation ${held.conversation.id} message ${pending.seq}`;
    desk.report({ id: randomUUID(), where, error });
    return apologise(advisor.expert, held.conversation);
  }
}
