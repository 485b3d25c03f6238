import { z } from 'zod';
import { loopbackAddress, publicAddress } from '../addresses.ts';
import type { Env } from '../setup.ts';

/** What a 服务号 is set up with. */
export interface OfficialSettings {
  readonly appId: string;
  readonly secret: string;
  readonly token: string;
  /** null: messages come in plain text */
  readonly aesKey: string | null;
  /** plain text is taken where it comes beside an encrypted message or alone */
  readonly mode: 'plain' | 'compatible' | 'safe';
  /** questions come as msgmenu, which test accounts do not have */
  readonly menus: boolean;
  readonly api: string;
  /** where merchants reach this server; null: they get no links to it */
  readonly publicUrl: string | null;
}

/** What 微信客服 is set up with. */
export interface WecomSettings {
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  /** on a hand-off WeCom's own people take over (pool), or the agents of this desk (desk) */
  readonly handOff: 'pool' | 'desk';
  readonly api: string;
  /** where merchants reach this server; null: they get no links to it */
  readonly publicUrl: string | null;
}

const OFFICIAL_API = 'https://api.weixin.qq.com';
const WECOM_API = 'https://qyapi.weixin.qq.com';

const callbackToken = z.string().regex(/^[A-Za-z0-9]{3,32}$/);
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/);

const official = z.object({
  DAOZHANG_WECHAT_APPID: z.string().regex(/^wx[0-9a-f]{16}$/),
  DAOZHANG_WECHAT_SECRET: z.string().min(16),
  DAOZHANG_WECHAT_TOKEN: callbackToken,
  DAOZHANG_WECHAT_AES_KEY: aesKey.optional(),
  DAOZHANG_WECHAT_MODE: z.enum(['plain', 'compatible', 'safe']).default('safe'),
  DAOZHANG_WECHAT_MENUS: z.enum(['0', '1']).default('0'),
  DAOZHANG_WECHAT_API: loopbackAddress.default(OFFICIAL_API),
  DAOZHANG_PUBLIC_URL: publicAddress,
});

const wecom = z.object({
  DAOZHANG_WECOM_CORPID: z.string().regex(/^(ww|wx|wm)[\w-]{8,40}$/),
  DAOZHANG_WECOM_SECRET: z.string().min(16),
  DAOZHANG_WECOM_TOKEN: callbackToken,
  DAOZHANG_WECOM_AES_KEY: aesKey,
  DAOZHANG_WECOM_HANDOFF: z.enum(['pool', 'desk']).default('pool'),
  DAOZHANG_WECOM_API: loopbackAddress.default(WECOM_API),
  DAOZHANG_PUBLIC_URL: publicAddress,
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_WECHAT_APPID: 'needs the AppID of the account: wx and 16 hexadecimal digits',
  DAOZHANG_WECHAT_SECRET: 'needs the AppSecret of the account',
  DAOZHANG_WECHAT_TOKEN: 'needs the Token of the server configuration: 3 to 32 letters and digits',
  DAOZHANG_WECHAT_AES_KEY: 'needs the EncodingAESKey of the server configuration: 43 characters',
  DAOZHANG_WECHAT_MODE: 'needs plain, compatible or safe, as the server configuration says',
  DAOZHANG_WECHAT_MENUS: 'needs 1 (questions as menus) or 0 (numbered lines)',
  DAOZHANG_PUBLIC_URL: 'needs the https address at which merchants reach this server',
  DAOZHANG_WECHAT_API: 'is for tests: an http address of this machine',
  DAOZHANG_WECOM_CORPID: 'needs the company id of the WeCom account',
  DAOZHANG_WECOM_SECRET: 'needs the Secret of 微信客服',
  DAOZHANG_WECOM_TOKEN: 'needs the Token of the callback: 3 to 32 letters and digits',
  DAOZHANG_WECOM_AES_KEY: 'needs the EncodingAESKey of the callback: 43 characters',
  DAOZHANG_WECOM_HANDOFF: 'needs pool (WeCom takes over) or desk (agents of this desk do)',
  DAOZHANG_WECOM_API: 'is for tests: an http address of this machine',
};

/** Settings, or one sentence on what is wrong. */
export type Read<T> =
  | { readonly ok: true; readonly settings: T }
  | { readonly ok: false; readonly message: string };

/** The settings of a 服务号. */
export function officialSettings(env: Env): Read<OfficialSettings> {
  const read = official.safeParse(env);
  if (!read.success) return { ok: false, message: sentence(read.error) };
  const { data } = read;
  const key = data.DAOZHANG_WECHAT_AES_KEY ?? null;
  const mode = data.DAOZHANG_WECHAT_MODE;
  if (mode !== 'plain' && key === null) return { ok: false, message: wrong('DAOZHANG_WECHAT_AES_KEY') };
  const settings = {
    appId: data.DAOZHANG_WECHAT_APPID,
    secret: data.DAOZHANG_WECHAT_SECRET,
    token: data.DAOZHANG_WECHAT_TOKEN,
    aesKey: key,
    mode,
    menus: data.DAOZHANG_WECHAT_MENUS === '1',
    api: data.DAOZHANG_WECHAT_API,
    publicUrl: data.DAOZHANG_PUBLIC_URL ?? null,
  };
  return { ok: true, settings };
}

/** The settings of 微信客服. */
export function wecomSettings(env: Env): Read<WecomSettings> {
  const read = wecom.safeParse(env);
  if (!read.success) return { ok: false, message: sentence(read.error) };
  const { data } = read;
  const settings = {
    corpId: data.DAOZHANG_WECOM_CORPID,
    secret: data.DAOZHANG_WECOM_SECRET,
    token: data.DAOZHANG_WECOM_TOKEN,
    aesKey: data.DAOZHANG_WECOM_AES_KEY,
    handOff: data.DAOZHANG_WECOM_HANDOFF,
    api: data.DAOZHANG_WECOM_API,
    publicUrl: data.DAOZHANG_PUBLIC_URL ?? null,
  };
  return { ok: true, settings };
}

// Without the value: it may be a secret in the wrong place.
function sentence(error: z.ZodError): string {
  return wrong(String(error.issues[0]?.path[0] ?? ''));
}

function wrong(name: string): string {
  return `${name} ${EXPECTED[name] ?? 'is wrong'}`;
}
