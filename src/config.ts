import { z } from 'zod';
import { OIDC_EXPECTED, OIDC_SETTINGS, oidcFrom } from './oidc-config.ts';
import { type Proxies, proxiesFrom } from './web/caller.ts';
import type { OidcPlace } from './web/oidc.ts';

/** What the server runs with. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** folder of the embedded store */
  readonly data: string;
  /** the PostgreSQL to use instead; null: embedded */
  readonly databaseUrl: string | null;
  /** talks are forgotten when nobody has touched them for so many days */
  readonly keepDays: number;
  /** sites that may show the chat in a frame, as CSP host sources */
  readonly embedHosts: readonly string[];
  /** hosts (host or host:port) where webhooks may be although they are not of the public internet */
  readonly webhookAllow: readonly string[];
  /** proxies that are trusted to say who calls */
  readonly proxies: Proxies;
  /** where agents can log in elsewhere, by OpenID Connect; null: with a password only */
  readonly oidc: OidcPlace | null;
  /** spans of OpenTelemetry are made */
  readonly traces: boolean;
  readonly testClock: boolean;
  /** what agents log in with; null: triage is open, on loopback only */
  readonly agentToken: string | null;
}

/** A configuration, or one sentence on what is wrong with it. */
export type Configured =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly message: string };

/** Flags of the command line; what is absent comes from the environment. */
export interface Flags {
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly testClock?: boolean;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);

/** Names like https://shop.example, shop.example:8080 or *.shop.example, with blanks or commas between. */
const hosts = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ''))
  .pipe(z.array(z.string().regex(/^(https?:\/\/)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i)));

/** Names or addresses like tickets.internal, 10.0.0.7:8080 or ::1, with blanks or commas between. */
const places = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ''))
  .pipe(z.array(z.string().regex(/^[a-z0-9[\]:.-]+$/i)));

const settings = z.object({
  DAOZHANG_HOST: z.string().min(1).default('127.0.0.1'),
  DAOZHANG_PORT: port.default(3978),
  DAOZHANG_DATA: z.string().min(1).default('./data'),
  DAOZHANG_AGENT_TOKEN: z.string().min(16).optional(),
  DAOZHANG_KEEP_DAYS: z.coerce.number().int().min(1).max(36_500).default(180),
  DAOZHANG_EMBED_HOSTS: hosts.default([]),
  DAOZHANG_WEBHOOK_ALLOW: places.default([]),
  DAOZHANG_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text, context) => {
      const proxies = proxiesFrom(text.split(/[\s,]+/).filter((place) => place !== ''));
      if (proxies !== null) return proxies;
      context.addIssue({ code: 'custom', message: 'no address' });
      return z.NEVER;
    }),
  DAOZHANG_TRACES: z.enum(['0', '1']).default('0'),
  ...OIDC_SETTINGS,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_HOST: '--host (DAOZHANG_HOST) needs the name or address to listen on',
  DAOZHANG_PORT: '--port (DAOZHANG_PORT) needs a number from 0 to 65535',
  DAOZHANG_DATA: '--data (DAOZHANG_DATA) needs a folder',
  DAOZHANG_AGENT_TOKEN: 'DAOZHANG_AGENT_TOKEN needs at least 16 characters',
  DAOZHANG_KEEP_DAYS: 'DAOZHANG_KEEP_DAYS needs a number of days from 1 to 36500',
  DAOZHANG_EMBED_HOSTS:
    'DAOZHANG_EMBED_HOSTS needs sites like https://shop.example or *.shop.example, with blanks between',
  DAOZHANG_WEBHOOK_ALLOW:
    'DAOZHANG_WEBHOOK_ALLOW needs hosts like tickets.internal or 10.0.0.7:8080, with blanks between',
  DAOZHANG_TRUSTED_PROXIES:
    'DAOZHANG_TRUSTED_PROXIES needs addresses like 10.0.0.7 or 172.16.0.0/12, with blanks between',
  DAOZHANG_TRACES: 'DAOZHANG_TRACES is 1 or 0',
  ...OIDC_EXPECTED,
  DATABASE_URL: 'DATABASE_URL needs an address like postgresql://user:password@host:5432/daozhang',
};

/** The configuration from flags before environment variables before defaults. An empty variable counts as unset. */
export function configure(flags: Flags, env: Readonly<Record<string, string | undefined>>): Configured {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const given = {
    ...set,
    ...(flags.host === undefined ? {} : { DAOZHANG_HOST: flags.host }),
    ...(flags.port === undefined ? {} : { DAOZHANG_PORT: flags.port }),
    ...(flags.data === undefined ? {} : { DAOZHANG_DATA: flags.data }),
  };
  const read = settings.safeParse(given);
  if (!read.success) {
    const wrong = String(read.error.issues[0]?.path[0] ?? '');
    return { ok: false, message: EXPECTED[wrong] ?? `${wrong} is wrong` };
  }
  const { data } = read;
  const oidc = oidcFrom(data);
  if (!oidc.ok) return oidc;
  const config = {
    host: data.DAOZHANG_HOST,
    port: data.DAOZHANG_PORT,
    data: data.DAOZHANG_DATA,
    databaseUrl: data.DATABASE_URL ?? null,
    keepDays: data.DAOZHANG_KEEP_DAYS,
    embedHosts: data.DAOZHANG_EMBED_HOSTS,
    traces: data.DAOZHANG_TRACES === '1',
    webhookAllow: data.DAOZHANG_WEBHOOK_ALLOW,
    proxies: data.DAOZHANG_TRUSTED_PROXIES,
    oidc: oidc.place,
    testClock: flags.testClock ?? false,
    agentToken: data.DAOZHANG_AGENT_TOKEN ?? null,
  };
  return { ok: true, config };
}
