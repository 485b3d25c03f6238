import { z } from 'zod';
import { loopbackAddress, publicAddress } from '../addresses.ts';
import type { Env } from '../setup.ts';

/** How Slack reaches us and we reach Slack. */
export interface SlackSettings {
  /** bot token of the one workspace: xoxb-... */
  readonly token: string;
  /** what Slack signs its calls with */
  readonly secret: string;
  /** another address than Slack's own */
  readonly api?: string;
  /** where merchants reach this server; null: they get no links to it */
  readonly publicUrl: string | null;
}

/** The settings, or one sentence on what is wrong with them. */
export type SlackSet =
  | { readonly ok: true; readonly settings: SlackSettings }
  | { readonly ok: false; readonly message: string };

const settings = z.object({
  DAOZHANG_SLACK_TOKEN: z.string().startsWith('xoxb-'),
  DAOZHANG_SLACK_SECRET: z.string().min(16),
  DAOZHANG_SLACK_API: loopbackAddress.optional(),
  DAOZHANG_PUBLIC_URL: publicAddress,
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_SLACK_TOKEN: 'DAOZHANG_SLACK_TOKEN needs the bot token of the workspace (xoxb-...)',
  DAOZHANG_SLACK_SECRET: 'DAOZHANG_SLACK_SECRET needs the signing secret of the app',
  DAOZHANG_SLACK_API: 'DAOZHANG_SLACK_API is for tests on this machine',
  DAOZHANG_PUBLIC_URL: 'DAOZHANG_PUBLIC_URL needs the https address at which merchants reach this server',
};

/** Reads the settings of Slack; one without the other is a fault. */
export function slackSettings(env: Env): SlackSet {
  const read = settings.safeParse(env);
  if (!read.success) {
    const wrong = String(read.error.issues[0]?.path[0] ?? '');
    return { ok: false, message: `${EXPECTED[wrong] ?? wrong}; token and secret belong together` };
  }
  const { DAOZHANG_SLACK_TOKEN: token, DAOZHANG_SLACK_SECRET: secret, ...more } = read.data;
  const { DAOZHANG_SLACK_API: api, DAOZHANG_PUBLIC_URL: publicUrl = null } = more;
  return { ok: true, settings: { token, secret, publicUrl, ...(api === undefined ? {} : { api }) } };
}
