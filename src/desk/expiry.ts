import type { Content } from '../content/content.ts';
import type { Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const DAY = 86_400_000;
/** A number that nobody has verified for this long may have changed. */
const VERIFIED_DAYS = 180;
/** The State Council publishes the next year's holidays in November. */
const CALENDAR_DAYS = 30;

/** Warns the operator of contacts and calendars that are running out; comes again every day. */
export async function warnOfExpiry(desk: Desk, _payload: unknown, at: number): Promise<Outcome> {
  for (const sentence of expiring(desk.advisor.expert.content, at)) desk.warn(sentence);
  return { ...NOTHING, next: { kind: 'expiry', key: 'expiry', payload: {}, runAt: at + DAY } };
}

/** What of the content is out of date at an instant (epoch ms), or soon will be. */
export function expiring({ contacts, holidays }: Content, at: number): readonly string[] {
  const old = Object.values(contacts).filter(
    ({ verifiedOn }) => verifiedOn !== null && Date.parse(verifiedOn) < at - VERIFIED_DAYS * DAY,
  );
  const end = Date.parse(`${holidays.lastYear + 1}-01-01T00:00:00+08:00`);
  return [
    ...(old.length === 0
      ? []
      : [
          `knowledge/contacts.yaml: not verified for ${VERIFIED_DAYS} days: ${old.map(({ id }) => id).join(', ')}`,
        ]),
    ...(at + CALENDAR_DAYS * DAY < end
      ? []
      : [`knowledge/holidays: no schedule after ${holidays.lastYear}: due dates keep weekends only`]),
  ];
}
