import { randomUUID } from 'node:crypto';
import { begin } from '../conversation/conversation.ts';
import { transition } from '../conversation/transition.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import type { Desk } from './desk.ts';
import { runDue, TALK_KINDS } from './run-due.ts';
import { hashOf, newToken } from './token.ts';

/** A conversation that was just created, with the secret that every later call on it needs. */
export interface Opened {
  readonly token: string;
  readonly turn: Turn;
}

/** Creates a conversation on a channel and greets. */
export async function open(desk: Desk, channel: string, at: number): Promise<Opened> {
  const { expert } = desk.advisor;
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const [conversation, effects] = transition(expert, begin(randomUUID()), { type: 'opened', at });
  const turn = turnOf(expert, conversation, effects);
  const token = newToken();
  const { replies } = turn;
  await desk.conversations.open({ conversation, channel, tokenHash: hashOf(token), replies, at });
  return { token, turn };
}
