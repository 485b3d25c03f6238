import { randomUUID } from 'node:crypto';
import type { Lease } from '../store/store.ts';

/** A turn or a job takes milliseconds; after this long whoever held the lease is gone. */
export const USUAL_LEASE_MS = 10_000;

/** A lease for a new piece of work. */
export function newLease(desk: { readonly clock: () => number; readonly leaseMs: number }): Lease {
  const now = desk.clock();
  return { owner: randomUUID(), now, until: now + desk.leaseMs };
}
