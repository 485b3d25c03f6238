import type { Channel } from './channels/channel.ts';
import type { Config } from './config.ts';
import type { Advisor } from './desk/advisor.ts';
import { startClockwork } from './desk/clockwork.ts';
import { createDesk, type Desk, type Trouble } from './desk/desk.ts';
import { USUAL_LEASE_MS } from './desk/lease.ts';
import { offerFirst } from './desk/login/first-admin.ts';
import type { Told } from './desk/told.ts';
import { createLog } from './log.ts';
import type { Database } from './store/engine/database.ts';
import { networkFileSystemOf } from './store/engine/network-file-system.ts';
import { openDatabase } from './store/engine/open-database.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { watching } from './traces.ts';
import type { ConsoleSource } from './web/console-source.ts';
import { createMetrics, type Metrics } from './web/metrics.ts';
import type { Oidc, OidcPlace } from './web/oidc.ts';
import { isLoopback, listen } from './web/server.ts';
import { type PageSource, usualLimits } from './web/service.ts';

/** A running server. */
export interface Running {
  readonly port: number;
  /** opens the page that adds the first admin, once; null where there is a user, or others can reach the server */
  readonly firstKey: string | null;
  /** lets another advisor answer from the next message on */
  readonly replaceAdvisor: (advisor: Advisor) => void;
  readonly stop: () => Promise<void>;
}

/** What the server is started with beside its configuration. */
export interface Setting {
  /** of the program */
  readonly version: string;
  /** absent: the page works without a script */
  readonly page?: PageSource;
  /** absent: there is no page for agents */
  readonly consoleFiles?: () => Promise<ConsoleSource>;
  readonly log: (line: string) => void;
  /** messaging platforms beside our own page */
  readonly channels?: readonly Channel[];
  /** how long a piece of work is left to whoever has begun it */
  readonly leaseMs?: number;
  /** opens the place of the configuration */
  readonly database?: (config: Config) => Promise<Database>;
}

const GRACE_MS = 5_000;

/** Wires store, desk and web together and listens. Rejects where the store or the port cannot be had. */
export async function start(advisor: Advisor, config: Config, setting: Setting): Promise<Running> {
  const { version, channels = [], database = openDatabase } = setting;
  const { page = { script: '', style: '' }, consoleFiles = noConsole } = setting;
  const clock = () => Date.now();
  const watched = await watching(config.traces, version);
  const store = watched.store(await openStore(await database(config), clock()));
  const metrics = createMetrics();
  const desk = deskOver(store, watched.advisor(advisor), config, { ...setting, metrics });
  const { testClock } = config;
  const stopping = new AbortController();
  const service = {
    desk,
    clock,
    testClock,
    loopback: isLoopback(config.host),
    agentToken: config.agentToken,
    oidc: config.oidc === null ? null : await oidcAt(config.oidc),
    proxies: config.proxies,
    embedHosts: config.embedHosts,
    page,
    consoleFiles,
    channels,
    metrics,
    ...(watched.watch === undefined ? {} : { watch: watched.watch }),
    limits: usualLimits(),
    ready: store.ready,
    stopping: stopping.signal,
  };
  try {
    const listening = await listen(service, { ...config, version });
    const firstKey = service.loopback ? await offerFirst(store, clock()) : null;
    const stopClockwork = startClockwork(desk);
    const stop = async () => {
      stopping.abort();
      await Promise.all([listening.stop(GRACE_MS), stopClockwork()]);
      desk.close();
      await store.close();
    };
    const replaceAdvisor = (next: Advisor) => desk.replaceAdvisor(watched.advisor(next));
    return { port: listening.port, firstKey, replaceAdvisor, stop };
  } catch (error) {
    desk.close();
    await store.close();
    throw error;
  }
}

async function noConsole(): Promise<ConsoleSource> {
  throw new Error('this server was started without the page for agents');
}

// A library that most servers do without is loaded by those that need it.
async function oidcAt(place: OidcPlace): Promise<Oidc> {
  const { createOidc } = await import('./web/oidc.ts');
  return createOidc(place);
}

function deskOver(
  store: Store,
  advisor: Advisor,
  config: Config,
  setting: Setting & { readonly metrics: Metrics },
): Desk {
  const { metrics, channels = [], leaseMs = USUAL_LEASE_MS } = setting;
  const clock = () => Date.now();
  const log = createLog(setting.log);
  const report = (trouble: Trouble) => {
    if (trouble.where.startsWith('conversation ')) metrics.fault('engine');
    log.trouble(trouble);
  };
  const onTurn = (told: Told) => {
    metrics.turn(told);
    log.turn(told);
  };
  if (config.databaseUrl === null) warnOfNetwork(config.data, log.warn);
  const { testClock, keepDays, webhookAllow } = config;
  const carriers = new Map(channels.map((channel) => [channel.name, channel]));
  const parts = { testClock, keepDays, leaseMs, webhookAllow, carriers, report, onTurn, warn: log.warn };
  return createDesk({ advisor, store, clock, ...parts });
}

function warnOfNetwork(data: string, warn: (sentence: string) => void): void {
  const kind = networkFileSystemOf(data);
  if (kind === null) return;
  warn(
    `${data} may lie on a network (${kind}): the embedded store is safe on a local disk only, use PostgreSQL there`,
  );
}
