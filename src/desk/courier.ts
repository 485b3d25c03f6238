import { z } from 'zod';
import { DELIVERY } from '../store/happened.ts';
import type { Job } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { newLease } from './lease.ts';
import { NOTHING } from './outcome.ts';
import { postWebhook } from './post-webhook.ts';

const payloadSchema = z.object({ webhookId: z.string(), body: z.string() });

const AT_ONCE = 20;
/** An attempt ends long before. */
const LEASE_MS = 15_000;
/** To see that something waits is one read; to take it is a write. */
const LOOK_MS = 1_000;
/** So often also what a process that ended had taken is looked for. */
const CLAIM_MS = 30_000;
const BACK_OFF_MS = 30_000;
/** How much of an error is kept. */
const LONGEST_ERROR = 200;

/** Sends what waits for the webhooks and is due; what is not taken comes again later and later, until it is dead. */
export async function deliverDue(desk: Desk): Promise<void> {
  const { jobs } = desk.store;
  const due = desk.clock();
  const lease = newLease({ clock: desk.clock, leaseMs: LEASE_MS });
  const claimed = await jobs.claim({ kinds: [DELIVERY], due, limit: AT_ONCE }, lease);
  // Side by side: all of them have to end within the lease, however slow the others are.
  await Promise.all(claimed.map((job) => send(desk, job, lease.owner)));
}

/** A task to be repeated that sends what is due; gives the pause until it wants to look again, in ms. */
export function createCourier(desk: Desk): () => Promise<number> {
  let claimedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = desk.clock();
    const next = await desk.store.jobs.nextDue([DELIVERY]);
    if ((next !== null && next <= now) || performance.now() - claimedAt >= CLAIM_MS) {
      claimedAt = performance.now();
      await deliverDue(desk);
    }
    return LOOK_MS;
  };
}

async function send(desk: Desk, job: Job, owner: string): Promise<void> {
  const { jobs, webhooks } = desk.store;
  const { webhookId, body } = payloadSchema.parse(job.payload);
  const webhook = await webhooks.find(webhookId);
  const at = desk.clock();
  const fault =
    webhook === null ? null : await postWebhook(webhook, { id: job.id, body, at }, desk.webhookAllow);
  if (fault === null) {
    await jobs.finish(job, NOTHING, { owner, at: desk.clock() });
    return;
  }
  const again = job.attempts < job.maxAttempts;
  if (!again)
    desk.warn(`webhook ${webhookId}: message ${job.id} was given up after ${job.attempts} attempts`);
  const now = desk.clock();
  const nextAt = again ? now + backOff(job.attempts) : null;
  await jobs.fail(job, fault.slice(0, LONGEST_ERROR), { owner, now, at: nextAt });
}

// Spread, so that a receiver that comes back is not met by all of them at once.
function backOff(attempts: number): number {
  return BACK_OFF_MS * 2 ** (attempts - 1) * (0.75 + Math.random() / 2);
}
