import { z } from 'zod';

/** What the server runs with. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** folder of the embedded store */
  readonly data: string;
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

const settings = z.object({
  DAOZHANG_HOST: z.string().min(1).default('127.0.0.1'),
  DAOZHANG_PORT: port.default(3978),
  DAOZHANG_DATA: z.string().min(1).default('./data'),
  DAOZHANG_AGENT_TOKEN: z.string().min(16).optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_HOST: '--host (DAOZHANG_HOST) needs the name or address to listen on',
  DAOZHANG_PORT: '--port (DAOZHANG_PORT) needs a number from 0 to 65535',
  DAOZHANG_DATA: '--data (DAOZHANG_DATA) needs a folder',
  DAOZHANG_AGENT_TOKEN: 'DAOZHANG_AGENT_TOKEN needs at least 16 characters',
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
  const { DAOZHANG_HOST: host, DAOZHANG_PORT, DAOZHANG_DATA: data, DAOZHANG_AGENT_TOKEN } = read.data;
  const agentToken = DAOZHANG_AGENT_TOKEN ?? null;
  const testClock = flags.testClock ?? false;
  return { ok: true, config: { host, port: DAOZHANG_PORT, data, testClock, agentToken } };
}
