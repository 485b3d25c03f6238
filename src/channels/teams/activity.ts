import { z } from 'zod';

const id = z.string().min(1).max(1_024);
const text = z.string().nullish();

const account = z.looseObject({ id, name: text, aadObjectId: text, role: text });

// ISO 8601 as Teams writes it: with up to seven digits of a second.
const instant = z
  .string()
  .max(64)
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/)
  .refine((value) => !Number.isNaN(Date.parse(value)));

const attachment = z.looseObject({ contentType: z.string() });

/** What Teams, or any channel of the Bot Framework, posts. The numbers are those of the Activity specification:
 * A2005 fields that nobody knows are let through, A2003 known ones of another type are refused. */
export const activitySchema = z.looseObject({
  /** A2010; A2014: a type that we do not know is accepted and ignored */
  type: id,
  /** A2030 */
  id: id.nullish(),
  /** A2040, A2042: never a reason to refuse a late message */
  timestamp: instant.nullish(),
  localTimestamp: instant.nullish(),
  localTimezone: text,
  /** A2020 */
  channelId: id,
  /** A2300 */
  serviceUrl: z.url().max(2_048),
  /** A2060, A2070, A2080 */
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id,
    name: text,
    isGroup: z.boolean().nullish(),
    conversationType: text,
    tenantId: text,
  }),
  replyToId: text,
  /** A2100 to A2105: looked at only where we understand it */
  entities: z.array(z.looseObject({ type: text })).nullish(),
  /** A2200 */
  channelData: z.looseObject({}).nullish(),
  text,
  textFormat: text,
  locale: text,
  name: text,
  action: text,
  /** A3080 says SHOULD: a primitive is let through and means nothing to us */
  value: z.unknown().optional(),
  attachments: z.array(attachment).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  deliveryMode: text,
});

/** An activity that was looked at. */
export type Incoming = z.infer<typeof activitySchema>;

/** The activity in a body, or in one sentence why there is none. */
export function readActivity(body: string): { readonly activity: Incoming } | { readonly fault: string } {
  const json = parsed(body);
  if (json === undefined) return { fault: 'the body is not JSON' };
  const read = activitySchema.safeParse(json);
  if (read.success && read.data.type === 'message' && read.data.id == null) {
    return { fault: 'id: a message needs one, so that it is answered once' };
  }
  if (read.success) return { activity: withoutNulls(read.data) };
  const [issue] = read.error.issues;
  return { fault: `${issue?.path.join('.') || 'activity'}: ${issue?.message ?? 'invalid'}` };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

// The libraries expect a field that is not there where others write null. Who calls is for us to find out (A2251).
function withoutNulls(activity: Incoming): Incoming {
  const kept = Object.entries(activity).filter(([name, value]) => value !== null && name !== 'callerId');
  return activitySchema.parse(Object.fromEntries(kept));
}
