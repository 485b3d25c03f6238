import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Channel, Post } from '../channel.ts';
import type { Env, Host, Setup } from '../setup.ts';
import { type Incoming, readActivity } from './activity.ts';
import type { Bot } from './bot.ts';
import { isServiceUrl, type TeamsSettings, teamsSettings } from './settings.ts';

/** The name of the channel, and the address that the Bot Framework calls. */
const NAME = 'teams';
const DOOR = '/api/messages';
const OPEN = `${DOOR} asks nobody who they are, because DAOZHANG_TEAMS_APP_ID is not set: it answers this machine only, and is for trying`;

/** Teams as the environment sets it up; without a word of it, open on loopback for trying. */
export async function setUpTeams(env: Env, host: Host): Promise<Setup> {
  const set = teamsSettings(env, host.loopback);
  if (!set.ok) return set;
  const { settings } = set;
  if (settings === null) return { ok: true, channel: null };
  return { ok: true, channel: createTeams(settings) };
}

/** The channel of Microsoft Teams. The framework behind it is loaded by the first who calls. */
export function createTeams(settings: TeamsSettings): Channel {
  let bot: Promise<Bot> | null = null;
  const loaded = () => {
    bot ??= import('./bot.ts').then(({ createBot }) => createBot(settings));
    return bot;
  };
  let told = settings.app !== null;
  const channel: Channel = {
    name: NAME,
    limits: CHANNEL_LIMITS.teams,
    carryAfter: 10_000,
    doors: [{ method: 'POST', path: DOOR, summary: 'The Bot Framework calls here (Microsoft Teams).' }],
    send: async (parcel) => (await loaded()).send(parcel),
    settle: async () => {},
    seats: {
      tell: async (...told) => (await loaded()).seats.tell(...told),
      redraw: async (...drawn) => (await loaded()).seats.redraw(...drawn),
    },
    receive: async (desk, post) => {
      const checked = check(settings, post);
      if ('refusal' in checked) return checked.refusal;
      if (!told) desk.warn(OPEN);
      told = true;
      return (await loaded()).receive({ desk, channel, ...checked });
    },
  };
  return channel;
}

type Checked =
  | { readonly activity: Incoming; readonly authorization: string }
  | { readonly refusal: Response };

/** What can be told of a call before the framework is asked. */
function check(settings: TeamsSettings, { headers, url, body }: Post): Checked {
  if (settings.app === null && !isLocal(url, headers)) {
    return refused(403, 'no_login', `without DAOZHANG_TEAMS_APP_ID ${DOOR} answers this machine only`);
  }
  if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) {
    return refused(415, 'unsupported_media_type', 'send the activity as Content-Type: application/json');
  }
  const read = readActivity(body);
  if ('fault' in read) return refused(400, 'invalid_activity', read.fault);
  if (settings.app === null && !isServiceUrl(settings, read.activity.serviceUrl)) {
    return refused(
      400,
      'invalid_activity',
      'serviceUrl: without a login replies are sent to this machine only',
    );
  }
  return { activity: read.activity, authorization: headers.get('authorization') ?? '' };
}

// A proxy before us serves others; a page of another site cannot forge these two.
function isLocal({ hostname }: URL, headers: Headers): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers.has(name));
  return !proxied && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

function refused(status: number, code: string, message: string): { refusal: Response } {
  return { refusal: Response.json({ error: { code, message } }, { status }) };
}

/** One call of the Bot Framework that was let through the door. */
export interface Call {
  readonly desk: Desk;
  readonly channel: Channel;
  readonly activity: Incoming;
  readonly authorization: string;
}
