import { begin } from '../conversation/conversation.ts';
import { transition } from '../conversation/transition.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import type { Identity, NewIdentity } from '../store/identity.ts';
import type { Opening } from '../store/store.ts';
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
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const { opening, turn } = greeted(desk, channel, at, token);
  try {
    await desk.conversations.open(opening);
    return { token, turn };
  } catch (error) {
    const held = await desk.conversations.load(opening.conversation.id);
    if (held === null) throw error;
    return { token, turn: turnOf(desk.advisor.expert, held.conversation, []) };
  }
}

/** Creates the one conversation of somebody who writes on a channel and greets; two first messages at once find the
 * same. Nobody gets its secret. */
export async function openFor(
  desk: Desk,
  channel: string,
  identity: NewIdentity,
  at: number,
): Promise<Identity> {
  if (desk.testClock) await runDue(desk, TALK_KINDS, at);
  const { opening } = greeted(desk, channel, at, newToken());
  let fault: unknown = null;
  try {
    await desk.conversations.open({ ...opening, identity });
  } catch (error) {
    fault = error;
  }
  const known = await desk.store.identities.find(channel, identity.externalId);
  if (known === null) throw fault;
  return known;
}

function greeted(
  desk: Desk,
  channel: string,
  at: number,
  token: string,
): { readonly opening: Opening; readonly turn: Turn } {
  const { expert } = desk.advisor;
  const id = conversationIdOf(token);
  const [conversation, effects] = transition(expert, begin(id), { type: 'opened', at });
  const turn = turnOf(expert, conversation, effects);
  const opening = { conversation, channel, tokenHash: hashOf(token), replies: turn.replies, at };
  return { opening, turn };
}
