import type { Config } from './config.ts';
import type { Advisor } from './desk/advisor.ts';
import { createDesk, type Trouble } from './desk/desk.ts';
import { embeddedDatabase } from './store/embedded.ts';
import { openStore } from './store/open-store.ts';
import { createMetrics } from './web/metrics.ts';
import { isLoopback, listen } from './web/server.ts';
import { usualLimits } from './web/service.ts';

/** A running server. */
export interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const GRACE_MS = 5_000;

/** Wires store, desk and web together and listens. Rejects where the data folder or the port cannot be had. */
export async function start(
  advisor: Advisor,
  config: Config,
  version: string,
  log: (line: string) => void,
): Promise<Running> {
  const clock = () => Date.now();
  const store = await openStore(embeddedDatabase(config.data), clock());
  const stopping = new AbortController();
  const metrics = createMetrics();
  const report = (trouble: Trouble) => log(troubleLine(trouble, clock()));
  const service = {
    desk: createDesk(advisor, store.conversations, report),
    clock,
    testClock: config.testClock,
    loopback: isLoopback(config.host),
    agentToken: config.agentToken,
    metrics,
    limits: usualLimits(),
    ready: store.ready,
    stopping: stopping.signal,
  };
  try {
    const listening = await listen(service, { ...config, version });
    const stop = async () => {
      stopping.abort();
      await listening.stop(GRACE_MS);
      await store.close();
    };
    return { port: listening.port, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

// One JSON object a line, without the words of the merchant.
function troubleLine({ id, where, error }: Trouble, now: number): string {
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return JSON.stringify({ level: 'error', at: new Date(now).toISOString(), id, where, fault });
}
