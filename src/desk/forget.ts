import type { Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const DAY = 86_400_000;
/** What is deleted by one run: it has to end within its lease. */
const AT_ONCE = 200;

/** Deletes talks that nobody has touched for as long as they are kept. Comes again every day, and at once where
 * more are left. */
export async function forget(desk: Desk, _payload: unknown, at: number): Promise<Outcome> {
  const { keepDays } = desk;
  const count = await desk.store.retention.purge(at - keepDays * DAY, AT_ONCE);
  const runAt = count < AT_ONCE ? at + DAY : at;
  const next = { kind: 'retention', key: 'retention', payload: {}, runAt };
  const entry = { actor: 'retention', action: 'forgot', entity: 'conversations', entityId: '*' };
  return { ...NOTHING, next, audit: count === 0 ? [] : [{ ...entry, detail: { count, keepDays } }] };
}
