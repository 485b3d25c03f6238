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
    if (!fault.success) throw error;
    const { statusCode, response } = fault.data;
    // Blocked, uninstalled or gone: it may be there again when the merchant writes.
    if (statusCode === 403 || statusCode === 404) return { type: 'parked', why: `Teams answers ${statusCode}` };
    if (statusCode === 400 || statusCode === 413) return { type: 'refused', why: `Teams answers ${statusCode}` };
    if (statusCode !== 429) throw error;
    const seconds = Number(response?.headers?.get('retry-after'));
    return { type: 'later', afterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : PAUSE_MS };
  }
}
