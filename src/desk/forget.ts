import type { Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const DAY = 86_400_000;
const AT_ONCE = 200;

/** Deletes talks that nobody has touched for as long as they are kept; comes again every day. */
export async function forget(desk: Desk, _payload: unknown, at: number): Promise<Outcome> {
  const before = at - desk.keepDays * DAY;
  let forgotten = 0;
  for (;;) {
    const some = await desk.store.retention.purge(before, AT_ONCE);
    forgotten += some;
    if (some < AT_ONCE) break;
  }
  const entry = {
    actor: 'retention',
    action: 'forgot',
    entity: 'conversations',
    entityId: '*',
    detail: { count: forgotten, keepDays: desk.keepDays },
  };
  const next = { kind: 'retention', key: 'retention', payload: {}, runAt: at + DAY };
  return { ...NOTHING, next, audit: forgotten === 0 ? [] : [entry] };
}
