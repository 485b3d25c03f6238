import type { By } from './staff/user.ts';

/** What a webhook may be told of: `case.` and what was done to the case. */
export const CASE_EVENT = /^case\.(\*|[a-z][a-z_-]{0,30})$/;

/** Where other programs are told of what happens to cases. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** "whsec_" and 32 bytes in base64; kept as it is, because every message is signed with it */
  readonly secret: string;
  /** `case.opened` and the like; `case.*` is all of them */
  readonly events: readonly string[];
  readonly createdAt: number;
}

/** A message to a webhook on its way, or dead: whoever should have got it did not answer in time. */
export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly state: 'queued' | 'running' | 'done' | 'dead';
  readonly attempts: number;
  readonly nextAt: number;
  readonly lastError: string | null;
}

/** The webhooks and what is sent to them. */
export interface Webhooks {
  list(): Promise<readonly Webhook[]>;
  find(id: string): Promise<Webhook | null>;
  add(webhook: Webhook, by: By): Promise<void>;
  /** Also what was not delivered goes. False: there is none. */
  remove(id: string, by: By): Promise<boolean>;
  /** Queues a message that says nothing, to see whether it comes through. */
  ping(id: string, at: number): Promise<void>;
  /** The newest first. */
  deliveries(id: string, limit: number): Promise<readonly Delivery[]>;
  /** Queues a dead message again. False: there is no such. */
  revive(webhookId: string, deliveryId: string, by: By): Promise<boolean>;
}
