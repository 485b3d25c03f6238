import { CHANNEL_LIMITS } from '../../conversation/limits.ts';
import type { Channel } from '../channel.ts';
import type { Env, Setup } from '../setup.ts';
import { type SlackSettings, slackSettings } from './settings.ts';
import { isSigned } from './signature.ts';
import type { SlackBot } from './slack-bot.ts';
import { readSlack } from './slack-event.ts';

/** Slack as the environment sets it up. */
export function setUpSlack(env: Env): Setup {
  const set = slackSettings(env);
  return set.ok ? { ok: true, channel: createSlack(set.settings) } : set;
}

/** The channel of Slack, through Botkit's adapter. The framework is loaded by the first who calls. */
export function createSlack(settings: SlackSettings): Channel {
  let bot: Promise<SlackBot> | null = null;
  const loaded = () => {
    bot ??= import('./slack-bot.ts').then(({ createSlackBot }) => createSlackBot(settings));
    return bot;
  };
  const channel: Channel = {
    name: 'slack',
    limits: CHANNEL_LIMITS.slack,
    carryAfter: 10_000,
    doors: [{ method: 'POST', path: '/api/slack/events', summary: 'Slack calls here (events and buttons).' }],
    send: async (parcel) => (await loaded()).send(parcel),
    settle: async () => {},
    receive: async (desk, post) => {
      const { headers, body } = post;
      if (!isSigned(settings.secret, headers, body, desk.clock())) return new Response(null, { status: 401 });
      const call = readSlack(body, headers.get('content-type') ?? '');
      if (call === null) return new Response(null, { status: 400 });
      if (call.type === 'ignored') return new Response(null, { status: 200 });
      if (call.type === 'challenge') return new Response(call.challenge, { status: 200 });
      return (await loaded()).receive(desk, channel, { post, doing: call.doing, body: call.body });
    },
  };
  return channel;
}
