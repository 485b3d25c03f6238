import type { Channel } from '../channels/channel.ts';
import type { Desk } from '../desk/desk.ts';
import { networkOf } from '../desk/login/network.ts';
import type { Proxies } from './caller.ts';
import type { ConsoleSource } from './console-source.ts';
import { createLimit, type Limit } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { Oidc } from './oidc.ts';
import { createQuota, type Quota } from './quota.ts';

/** What the web floor needs to answer: the desk, the clock, and the rules of this server. */
export interface Service {
  readonly desk: Desk;
  /** epoch ms */
  readonly clock: () => number;
  /** callers may say what time it is, and are not limited */
  readonly testClock: boolean;
  /** the server can be reached from this machine only */
  readonly loopback: boolean;
  /** what agents log in with; null: triage is open, on loopback only */
  readonly agentToken: string | null;
  /** proxies that are trusted to say who calls; absent: none is */
  readonly proxies?: Proxies;
  /** where agents can log in elsewhere; absent or null: with a password only */
  readonly oidc?: Oidc | null;
  /** sites that may show the chat in a frame, as CSP host sources */
  readonly embedHosts: readonly string[];
  readonly page: PageSource;
  /** the agents' page, bundled when it is first asked for */
  readonly consoleFiles: () => Promise<ConsoleSource>;
  /** messaging platforms that call this server */
  readonly channels: readonly Channel[];
  readonly metrics: Metrics;
  /** watches requests as spans; absent: nobody does */
  readonly watch?: (route: string, method: string, work: () => Promise<Response>) => Promise<Response>;
  readonly limits: Limits;
  /** rejects where the store cannot be reached */
  readonly ready: () => Promise<void>;
  /** ends streams when the server stops */
  readonly stopping: AbortSignal;
}

/** The merchants' page as it was bundled for browsers. */
export interface PageSource {
  readonly script: string;
  readonly style: string;
}

/** How often one may call. */
export interface Limits {
  /** new conversations by address */
  readonly open: Limit;
  /** messages by address */
  readonly address: Limit;
  /** messages by conversation */
  readonly conversation: Limit;
  /** attempts with a wrong token, by address */
  readonly guess: Limit;
  /** streams that are open at once, by conversation or agent */
  readonly streams: Quota;
  /** the same by address */
  readonly streamsOfAddress: Quota;
}

const MINUTE = 60_000;

/** Limits that no person reaches, also not several behind one address. */
export function usualLimits(): Limits {
  return {
    open: byNetwork(createLimit(30, MINUTE)),
    address: byNetwork(createLimit(300, MINUTE)),
    conversation: createLimit(30, MINUTE),
    guess: byNetwork(createLimit(60, MINUTE)),
    streams: createQuota(20),
    streamsOfAddress: createQuota(300),
  };
}

function byNetwork(limit: Limit): Limit {
  return (address, now) => limit(networkOf(address), now);
}

/** Begins a stream of a conversation or an agent; gives what ends it, or null where too many are open. */
export function beginStream(service: Service, address: string, owner: string): (() => void) | null {
  const { streams, streamsOfAddress } = service.limits;
  if (service.testClock) return () => undefined;
  const leave = streams(owner);
  const leaveAddress = leave === null ? null : streamsOfAddress(networkOf(address));
  if (leave === null || leaveAddress === null) {
    leave?.();
    return null;
  }
  return () => {
    leave();
    leaveAddress();
  };
}

/** Whether one more message from an address in a conversation is within the limits; it is counted. */
export function withinLimits(service: Service, address: string, conversationId: string): boolean {
  if (service.testClock) return true;
  const now = service.clock();
  return service.limits.address(address, now) && service.limits.conversation(conversationId, now);
}
