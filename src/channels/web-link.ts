import { asksForLink, linkText, offerLink } from '../desk/continue.ts';
import type { Desk } from '../desk/desk.ts';
import type { Identity } from '../store/identity.ts';
import type { Channel } from './channel.ts';
import { type Incoming, meet } from './converse.ts';

/** A merchant who wants to go on on our page, with what to say to them. It is said to them alone and stands in no
 * transcript: the link is a secret. Null: that is not what they want, or this server has no address of its own. */
export async function webLink(
  desk: Desk,
  channel: Channel,
  incoming: Incoming,
  publicUrl: string | null,
): Promise<{ readonly identity: Identity; readonly text: string } | null> {
  const { message } = incoming;
  if (publicUrl === null || message.type !== 'text' || !asksForLink(desk, message.text)) return null;
  const identity = await meet(desk, channel, incoming);
  const secret = await offerLink(desk, identity.conversationId, desk.clock());
  const url = new URL(`/continue/${secret}`, publicUrl).href;
  return { identity, text: await linkText(desk, identity.conversationId, url) };
}
