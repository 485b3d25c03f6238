import { z } from 'zod';
import type { Sent } from '../../desk/carrier.ts';

/** A fault of the connector as its client reports it. */
const faultSchema = z.looseObject({
  statusCode: z.number(),
  response: z
    .looseObject({ headers: z.custom<{ get(name: string): string | undefined }>(hasGet).optional() })
    .optional(),
});

const PAUSE_MS = 5_000;

function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}

/** What became of a sending. Faults that another attempt may mend are thrown on. */
export async function outcomeOf(sending: Promise<unknown>): Promise<Sent> {
  try {
    await sending;
    return { type: 'sent' };
  } catch (error) {
    const fault = faultSchema.safeParse(error);
    const sent = fault.success ? sentAt(fault.data) : null;
    if (sent === null) throw error;
    return sent;
  }
}

function sentAt({ statusCode, response }: z.infer<typeof faultSchema>): Sent | null {
  const why = `Teams answers ${statusCode}`;
  switch (statusCode) {
    // Blocked, uninstalled or gone: it may be there again when the merchant writes.
    case 403:
    case 404:
      return { type: 'parked', why };
    case 400:
    case 413:
      return { type: 'refused', why };
    case 429:
      return { type: 'later', afterMs: pauseOf(response?.headers?.get('retry-after')) };
    default:
      return null;
  }
}

function pauseOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : PAUSE_MS;
}
