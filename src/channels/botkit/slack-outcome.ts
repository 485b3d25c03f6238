import { z } from 'zod';
import type { Sent } from '../../desk/carrier.ts';

/** A fault as Slack's client reports it: a pause that is asked for, or a code of the API. */
const faultSchema = z.union([
  z.looseObject({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() }),
  z.looseObject({
    code: z.literal('slack_webapi_platform_error'),
    data: z.looseObject({ error: z.string() }),
  }),
]);

/** The person or the chat is gone, for now. */
const GONE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_disabled',
]);
/** The message itself will never be taken. */
const UNFIT: ReadonlySet<string> = new Set(['msg_too_long', 'no_text', 'invalid_blocks']);

/** What became of a sending. Faults that another attempt may mend are thrown on. */
export async function slackOutcome(sending: Promise<unknown>): Promise<Sent> {
  try {
    await sending;
    return { type: 'sent' };
  } catch (error) {
    const fault = faultSchema.safeParse(error);
    if (!fault.success) throw error;
    if ('retryAfter' in fault.data) return { type: 'later', afterMs: Number(fault.data.retryAfter) * 1_000 };
    const code = codeOf(fault.data);
    const why = `Slack answers ${code}`;
    if (GONE.has(code)) return { type: 'parked', why };
    if (UNFIT.has(code)) return { type: 'refused', why };
    throw error;
  }
}

function codeOf(fault: z.infer<typeof faultSchema>): string {
  return fault.code === 'slack_webapi_platform_error' ? fault.data.error : '';
}
