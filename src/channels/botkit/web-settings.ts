import { z } from 'zod';
import { publicAddress } from '../addresses.ts';
import type { Env } from '../setup.ts';

/** How browsers with Botkit's web client reach us. */
export interface BotkitWebSettings {
  /** other sites whose pages may open a connection, as origins */
  readonly origins: readonly string[];
  /** where merchants reach this server; null: they get no links to it */
  readonly publicUrl: string | null;
  /** ms until a message counts as lost that a browser does not confirm */
  readonly patienceMs?: number;
}

/** The settings, or one sentence on what is wrong with them. */
export type BotkitWebSet =
  | { readonly ok: true; readonly settings: BotkitWebSettings | null }
  | { readonly ok: false; readonly message: string };

const origin = z.url().refine((text) => URL.canParse(text) && new URL(text).origin === text);
const settings = z.object({
  DAOZHANG_BOTKIT_WEB: z.enum(['0', '1']).default('0'),
  DAOZHANG_BOTKIT_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter((one) => one !== ''))
    .pipe(z.array(origin)),
  DAOZHANG_PUBLIC_URL: publicAddress,
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_BOTKIT_WEB: 'DAOZHANG_BOTKIT_WEB is 1 or 0',
  DAOZHANG_BOTKIT_ORIGINS:
    'DAOZHANG_BOTKIT_ORIGINS needs origins like https://shop.example, with blanks between',
  DAOZHANG_PUBLIC_URL: 'DAOZHANG_PUBLIC_URL needs an https address',
};

/** Reads the settings; null where the channel is not switched on. */
export function botkitWebSettings(env: Env): BotkitWebSet {
  const read = settings.safeParse(env);
  if (!read.success) {
    const wrong = String(read.error.issues[0]?.path[0] ?? '');
    return { ok: false, message: EXPECTED[wrong] ?? wrong };
  }
  const { DAOZHANG_BOTKIT_WEB: on, DAOZHANG_BOTKIT_ORIGINS: origins, DAOZHANG_PUBLIC_URL: url } = read.data;
  return { ok: true, settings: on === '1' ? { origins, publicUrl: url ?? null } : null };
}
