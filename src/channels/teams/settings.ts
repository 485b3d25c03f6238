import { z } from 'zod';
import { publicAddress } from '../addresses.ts';

/** How Teams reaches us and we reach Teams. */
export interface TeamsSettings {
  /** null: nobody has to prove who they are; on loopback only, for trying */
  readonly app: TeamsApp | null;
  /** Entra object ids of the people who may triage; null: whoever writes, where there is no app */
  readonly agents: ReadonlySet<string> | null;
  /** another Bot Framework than the public one */
  readonly cloud?: Cloud;
  /** where merchants reach this server; absent: they get no links to it */
  readonly publicUrl?: string;
}

/** Where a Bot Framework publishes its keys, how it names itself, and the hosts it is served from. */
export interface Cloud {
  readonly metadataUrl: string;
  readonly issuer: string;
  readonly serviceHosts: RegExp;
}

/** A registered bot of one tenant. */
export interface TeamsApp {
  readonly id: string;
  readonly tenant: string;
  readonly secret: string;
}

/** The settings (null: Teams is off), or one sentence on what is wrong with them. */
export type TeamsSet =
  | { readonly ok: true; readonly settings: TeamsSettings | null }
  | { readonly ok: false; readonly message: string };

const NAMES = ['DAOZHANG_TEAMS_APP_ID', 'DAOZHANG_TEAMS_TENANT', 'DAOZHANG_TEAMS_SECRET'] as const;

const settings = z.object({
  DAOZHANG_TEAMS_APP_ID: z.guid(),
  DAOZHANG_TEAMS_TENANT: z.guid(),
  DAOZHANG_TEAMS_SECRET: z.string().min(8),
  DAOZHANG_TEAMS_AGENTS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
    .pipe(z.array(z.guid())),
});

const EXPECTED: Readonly<Record<string, string>> = {
  DAOZHANG_TEAMS_APP_ID: "DAOZHANG_TEAMS_APP_ID needs the bot's application id",
  DAOZHANG_TEAMS_TENANT: "DAOZHANG_TEAMS_TENANT needs the tenant's id",
  DAOZHANG_TEAMS_SECRET: "DAOZHANG_TEAMS_SECRET needs the bot's client secret",
  DAOZHANG_TEAMS_AGENTS: 'DAOZHANG_TEAMS_AGENTS needs Entra object ids with blanks between',
};

/** Reads the settings of Teams. One of them without the others is a fault, never a server that asks nobody who they
 * are; without any of them Teams answers on loopback only. */
export function teamsSettings(
  env: Readonly<Record<string, string | undefined>>,
  loopback: boolean,
): TeamsSet {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const address = publicAddress.safeParse(set.DAOZHANG_PUBLIC_URL);
  // An address of this machine, as logins elsewhere may have it, is none that a merchant reaches.
  const page = address.data === undefined ? {} : { publicUrl: address.data };
  if (Object.keys(EXPECTED).every((name) => set[name] === undefined)) {
    return { ok: true, settings: loopback ? { app: null, agents: null, ...page } : null };
  }
  const read = settings.safeParse(set);
  if (!read.success) {
    const wrong = String(read.error.issues[0]?.path[0] ?? '');
    const missing = NAMES.filter((name) => set[name] === undefined);
    const together = missing.length === 0 ? '' : `; ${NAMES.join(', ')} belong together`;
    return { ok: false, message: `${EXPECTED[wrong] ?? wrong}${together}` };
  }
  const { data } = read;
  const app = {
    id: data.DAOZHANG_TEAMS_APP_ID.toLowerCase(),
    tenant: data.DAOZHANG_TEAMS_TENANT.toLowerCase(),
    secret: data.DAOZHANG_TEAMS_SECRET,
  };
  const agents = new Set(data.DAOZHANG_TEAMS_AGENTS.map((id) => id.toLowerCase()));
  return { ok: true, settings: { app, agents, ...page } };
}

/** Where Teams is served from: we write to no other address that a request names. */
const SERVICE_HOSTS =
  /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)+botframework\.(com|us|azure\.cn|cn)|smba\.infra\.(gcc|gov|dod)\.teams\.microsoft\.(com|us))$/;

/** Whether replies may be sent to an address that a request names as its service. */
export function isServiceUrl({ app, cloud }: TeamsSettings, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (app === null) return /^https?:$/.test(protocol) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return protocol === 'https:' && (cloud?.serviceHosts ?? SERVICE_HOSTS).test(hostname);
}
