import type { Activity } from 'botbuilder';
import { z } from 'zod';

const dates = z.looseObject({
  timestamp: z.coerce.date().optional(),
  localTimestamp: z.coerce.date().optional(),
});
// Our own door has looked at every field that is used; the framework's type names many more.
const activity = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

/** An activity in the framework's terms: its instants are dates. */
export function activityOf(plain: object): Activity {
  return activity.parse(dates.parse(plain));
}
