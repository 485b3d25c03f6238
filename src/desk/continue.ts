import { speaking } from '../conversation/expert.ts';
import { say } from '../conversation/wording.ts';
import type { Desk } from './desk.ts';
import { conversationIdOf, hashOf, newSecret, newToken } from './token.ts';

const LINK_MS = 900_000;

/** A secret that leads from a conversation to our own page, once and for a quarter of an hour. Only its hash is
 * kept. */
export async function offerLink(desk: Desk, conversationId: string, at: number): Promise<string> {
  const secret = newSecret();
  await desk.store.identities.addLink(hashOf(secret), conversationId, at + LINK_MS);
  return secret;
}

/** Whether a text asks for such a link, in the words of the talk's language. */
export function asksForLink(desk: Desk, text: string): boolean {
  const { content } = desk.advisor.expert;
  const asked = text.normalize('NFKC').trim();
  return say(content, 'web_link_words').split('\n').includes(asked);
}

/** What is said with a link. */
export async function linkText(desk: Desk, conversationId: string, url: string): Promise<string> {
  const held = await desk.conversations.load(conversationId);
  const { expert } = desk.advisor;
  const { content } = held === null ? expert : speaking(expert, held.conversation);
  return say(content, 'web_link', { 链接: url });
}

/** Lets whoever has the secret go on in a talk of their own that knows what was said so far; the talk on the channel
 * stays as it is. Gives the new talk's token. Null: the secret was used, is too old, or never was one. */
export async function followLink(desk: Desk, secret: string, at: number): Promise<string | null> {
  const from = await desk.store.identities.takeLink(hashOf(secret), at);
  const held = from === null ? null : await desk.conversations.load(from);
  if (held === null) return null;
  const token = newToken();
  const conversation = { ...held.conversation, id: conversationIdOf(token) };
  const { replies } = conversation;
  await desk.conversations.open({ conversation, channel: 'web', tokenHash: hashOf(token), replies, at });
  return token;
}
