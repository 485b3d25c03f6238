import { begin } from '../conversation/conversation.ts';
import { transition } from '../conversation/transition.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import type { Desk } from './desk.ts';
import { runDue, TALK_KINDS } from './run-due.ts';
import { conversationIdOf, hashOf, newToken } from './token.ts';

/** A conversation that was just created, with the secret that every later call on it needs. */
export interface Opened {
  readonly token: string;
  readonly turn: Turn;
}

/** Creates a conversation on a channel and greets. Where a token is given that has opened one already, that one
 * stays as it is: a first message can be sent again without harm. */
export async function open(desk: Desk, channel: string, at: number, token = newToken()): Promise<Opened> {
  const { expert } = desk.advisor;
  const id = conversationIdOf(token);
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const [conversation, effects] = transition(expert, begin(id), { type: 'opened', at });
  const turn = turnOf(expert, conversation, effects);
  const { replies } = turn;
  try {
    await desk.conversations.open({ conversation, channel, tokenHash: hashOf(token), replies, at });
    return { token, turn };
  } catch (error) {
    const held = await desk.conversations.load(id);
    if (held === null) throw error;
    return { token, turn: turnOf(expert, held.conversation, []) };
  }
}
