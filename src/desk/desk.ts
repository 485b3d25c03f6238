import type { Conversations, Store } from '../store/store.ts';
import type { Advisor } from './advisor.ts';
import { type Alarm, createAlarm } from './alarm.ts';
import type { Carrier } from './carrier.ts';
import { createHints, type Hints } from './hints.ts';
import { USUAL_LEASE_MS } from './lease.ts';
import type { Allowed } from './safe-address.ts';
import type { Told } from './told.ts';

/** A fault that someone has to look at: its id is what the person concerned was told. */
export interface Trouble {
  readonly id: string;
  readonly where: string;
  readonly error: unknown;
}

/** Where merchants are received: who answers, where talks are kept, and who is told of news and troubles. */
export interface Desk {
  /** who answers now: content can be reloaded */
  readonly advisor: Advisor;
  readonly conversations: Conversations;
  readonly store: Store;
  readonly hints: Hints;
  /** epoch ms by the real clock, for leases; what merchants are told depends on the message's own instant */
  readonly clock: () => number;
  readonly alarm: Alarm;
  /** channel → who carries there what is said unasked or later */
  readonly carriers: ReadonlyMap<string, Carrier>;
  /** talks are forgotten when nobody has touched them for so many days */
  readonly keepDays: number;
  /** how long a piece of work is left to whoever has begun it */
  readonly leaseMs: number;
  /** messages say what time it is: jobs of talks follow them and nothing runs by itself */
  readonly testClock: boolean;
  /** where webhooks may be although it is not the public internet */
  readonly webhookAllow: Allowed;
  readonly report: (trouble: Trouble) => void;
  /** a message was answered */
  readonly onTurn: (told: Told) => void;
  /** something that is no fault yet, in one sentence for the operator */
  readonly warn: (sentence: string) => void;
  /** Lets another advisor answer from the next message on; running talks keep their facts. */
  replaceAdvisor(advisor: Advisor): void;
  /** Ends what runs by itself. */
  close(): void;
}

/** What a desk is made of. */
export interface DeskParts {
  readonly advisor: Advisor;
  readonly store: Store;
  readonly clock: () => number;
  readonly testClock: boolean;
  readonly keepDays: number;
  readonly leaseMs?: number;
  readonly webhookAllow?: Allowed;
  readonly carriers?: ReadonlyMap<string, Carrier>;
  readonly report: (trouble: Trouble) => void;
  readonly onTurn?: (told: Told) => void;
  readonly warn: (sentence: string) => void;
}

/** A desk in this process. */
export function createDesk(parts: DeskParts): Desk {
  const { store, clock, testClock, keepDays, leaseMs = USUAL_LEASE_MS, report, warn } = parts;
  const hints = createHints(store.signals);
  let { advisor } = parts;
  return {
    get advisor() {
      return advisor;
    },
    conversations: store.conversations,
    store,
    hints,
    alarm: createAlarm(),
    carriers: parts.carriers ?? new Map(),
    clock,
    testClock,
    keepDays,
    leaseMs,
    webhookAllow: parts.webhookAllow ?? [],
    report,
    onTurn: parts.onTurn ?? (() => {}),
    warn,
    replaceAdvisor: (next) => {
      advisor = next;
    },
    close: () => hints.close(),
  };
}
