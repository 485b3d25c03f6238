import type { Channel } from './channels/channel.ts';
import type { Env, Host, Setup } from './channels/setup.ts';
import { setUpTeams } from './channels/teams/channel.ts';

/** How each channel is set up; loaded only where the environment speaks of it, by the start of its variables. */
const CHANNELS: Readonly<Record<string, (env: Env, host: Host) => Promise<Setup>>> = {
  DAOZHANG_WECHAT_: async (env, host) =>
    (await import('./channels/wechat/set-up.ts')).setUpOfficial(env, host),
  DAOZHANG_SLACK_: async (env) => (await import('./channels/botkit/slack.ts')).setUpSlack(env),
  DAOZHANG_BOTKIT_: async (env) => (await import('./channels/botkit/web.ts')).setUpBotkitWeb(env),
  DAOZHANG_WECOM_: async (env) => (await import('./channels/wechat/set-up.ts')).setUpWecom(env),
};

/** Those that are there without a word in the environment, on loopback for trying: their frameworks are loaded by the
 * first who calls. */
const UNSAID = [setUpTeams] as const;

/** The channels that the environment sets up, or one sentence on what is wrong with it. */
export async function openChannels(
  env: Env,
  host: Host,
): Promise<
  | { readonly ok: true; readonly channels: readonly Channel[] }
  | { readonly ok: false; readonly message: string }
> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const channels: Channel[] = [];
  for (const [prefix, setUp] of Object.entries(CHANNELS)) {
    if (!Object.keys(set).some((name) => name.startsWith(prefix))) continue;
    const setup = await setUp(set, host);
    if (!setup.ok) return setup;
    if (setup.channel !== null) channels.push(setup.channel);
  }
  for (const setUp of UNSAID) {
    const setup = await setUp(set, host);
    if (!setup.ok) return setup;
    if (setup.channel !== null) channels.push(setup.channel);
  }
  return { ok: true, channels };
}
