import { z } from 'zod';
import type { NewJob, Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

/** The kind of the job that fetches what waits at a platform. */
export const PULL = 'pull';

const payloadSchema = z.object({ channel: z.string(), place: z.string() });
const ATTEMPTS = 12;

/** The job that fetches what waits at a place of a channel's platform. */
export function pullJob(channel: string, place: string, runAt: number): NewJob {
  const key = `${PULL}:${channel}:${place}`;
  return { kind: PULL, key, payload: { channel, place }, runAt, maxAttempts: ATTEMPTS };
}

/** Fetches what waits at a platform. */
export async function pull(desk: Desk, payload: unknown, at: number): Promise<Outcome> {
  const { channel, place } = payloadSchema.parse(payload);
  const pulled = await desk.carriers.get(channel)?.pull?.(place, desk);
  if (pulled === undefined) throw new Error(`channel ${channel} is not set up on this server`);
  const { afterMs } = pulled;
  return afterMs === null ? NOTHING : { ...NOTHING, next: pullJob(channel, place, at + afterMs) };
}
