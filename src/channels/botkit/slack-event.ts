import { z } from 'zod';

/** What a person did in a chat with the bot. */
export interface SlackDoing {
  readonly user: string;
  readonly channel: string;
  readonly team: string;
  /** the same whenever Slack sends it again */
  readonly id: string;
  /** words, or the value of a button */
  readonly text: string;
  readonly pressed: boolean;
}

/** A call of Slack as it was read. */
export type SlackCall =
  | { readonly type: 'challenge'; readonly challenge: string }
  | { readonly type: 'doing'; readonly doing: SlackDoing; readonly body: object }
  | { readonly type: 'ignored' };

const id = z.string().min(1).max(64);

const challenge = z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(1_024) });

// Only what a person writes to the bot alone: no edits, no other bots.
const message = z.looseObject({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(128),
  team_id: id,
  event: z.looseObject({
    type: z.literal('message'),
    channel_type: z.literal('im'),
    subtype: z.undefined().optional(),
    bot_id: z.undefined().optional(),
    user: id,
    channel: id,
    text: z.string(),
  }),
});

const pressed = z.looseObject({
  type: z.literal('block_actions'),
  user: z.looseObject({ id }),
  team: z.looseObject({ id }),
  channel: z.looseObject({ id }),
  message: z.looseObject({ ts: z.string().max(64) }),
  actions: z.array(z.looseObject({ type: z.literal('button'), value: z.string().max(200) })).min(1),
});

/** Reads a call: JSON of the Events API, or the form of a button. Null: it is neither. */
export function readSlack(body: string, contentType: string): SlackCall | null {
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return readForm(new URLSearchParams(body).get('payload'));
  }
  const json = parsed(body);
  if (typeof json !== 'object' || json === null) return null;
  const asked = challenge.safeParse(json);
  if (asked.success) return { type: 'challenge', challenge: asked.data.challenge };
  const said = message.safeParse(json);
  if (!said.success) return { type: 'ignored' };
  const { event, event_id: id, team_id: team } = said.data;
  const { user, channel } = event;
  const doing = { user, channel, team, id, text: unescaped(event.text), pressed: false };
  return { type: 'doing', doing, body: said.data };
}

function readForm(payload: string | null): SlackCall | null {
  const json = payload === null ? undefined : parsed(payload);
  if (typeof json !== 'object' || json === null) return null;
  const read = pressed.safeParse(json);
  if (!read.success) return { type: 'ignored' };
  const { user, team, channel, message, actions } = read.data;
  const text = actions[0]?.value ?? '';
  const id = `${message.ts} ${text}`;
  const doing = { user: user.id, channel: channel.id, team: team.id, id, text, pressed: true };
  return { type: 'doing', doing, body: { payload } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Text as Slack takes it: these three signs are its own. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
