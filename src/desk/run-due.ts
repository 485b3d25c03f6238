import { randomUUID } from 'node:crypto';
import { CASE_CARDS } from '../store/cases/redraw-cards.ts';
import { DELIVERY } from '../store/deliveries.ts';
import type { Job, Outcome } from '../store/job.ts';
import { SEAT_NOTES } from '../store/staff/add-note.ts';
import { CASE_ALERT } from '../store/staff/seat-news.ts';
import type { Lease } from '../store/store.ts';
import { alertSeats } from './cases/alert-seats.ts';
import { carryToSeat } from './cases/carry-to-seat.ts';
import { caseClock } from './cases/case-clock.ts';
import { redrawCase } from './cases/redraw-case.ts';
import { deliver } from './deliver.ts';
import type { Desk } from './desk.ts';
import { warnOfExpiry } from './expiry.ts';
import { followUp } from './follow-up.ts';
import { forget } from './forget.ts';
import { newLease } from './lease.ts';
import { PULL, pull } from './pull.ts';

/** What a job does at an instant (epoch ms); its outcome is kept by the caller. */
export type JobHandler = (desk: Desk, payload: unknown, at: number) => Promise<Outcome>;

const HANDLERS: Readonly<Record<string, JobHandler>> = {
  'follow-up': followUp,
  'case-clock': caseClock,
  retention: forget,
  expiry: warnOfExpiry,
  [DELIVERY]: deliver,
  [PULL]: pull,
  [CASE_ALERT]: alertSeats,
  [SEAT_NOTES]: carryToSeat,
  [CASE_CARDS]: redrawCase,
};

/** Jobs of single talks. */
export const TALK_KINDS: readonly string[] = ['follow-up', 'case-clock'];
/** Jobs that carry to a channel what was said, and to agents there what they have to be told. */
export const DELIVERY_KINDS: readonly string[] = [DELIVERY, PULL, CASE_ALERT, SEAT_NOTES, CASE_CARDS];
/** Jobs of the whole house, which come again by themselves. */
export const HOUSE_KINDS: readonly string[] = ['retention', 'expiry'];

const AT_ONCE = 10;
const BACK_OFF_MS = 30_000;
/** A merchant waits for what is carried. */
const DELIVERY_BACK_OFF_MS = 2_000;

/** Runs all jobs of some kinds that are due at an instant (epoch ms), the oldest first. */
export async function runDue(desk: Desk, kinds: readonly string[], due: number): Promise<void> {
  for (;;) {
    const lease = newLease(desk);
    const jobs = await desk.store.jobs.claim({ kinds, due, limit: AT_ONCE }, lease);
    await Promise.all(
      byTalk(jobs).map(async (batch) => {
        for (const job of batch) await run(desk, job, lease, desk.testClock ? job.runAt : due);
      }),
    );
    if (jobs.length < AT_ONCE) return;
  }
}

/** Deliveries wait for the network, each for another merchant; whatever else is done one after the other. */
function byTalk(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const deliveries = jobs.filter(({ kind }) => DELIVERY_KINDS.includes(kind));
  return [jobs.filter(({ kind }) => !DELIVERY_KINDS.includes(kind)), ...deliveries.map((job) => [job])];
}

async function run(desk: Desk, job: Job, { owner }: Lease, at: number): Promise<void> {
  const { jobs } = desk.store;
  try {
    const handler = HANDLERS[job.kind];
    if (handler === undefined) throw new Error(`no handler for jobs of kind ${job.kind}`);
    const outcome = await handler(desk, job.payload, at);
    if (await jobs.finish(job, outcome, { owner, at })) tell(desk, outcome);
    else await retry(desk, job, { owner, at }, 'overtaken');
  } catch (error) {
    desk.report({ id: randomUUID(), where: `job ${job.kind} ${job.id}`, error });
    await retry(desk, job, { owner, at }, error instanceof Error ? error.message : String(error));
  }
}

function tell(desk: Desk, { says, next }: Outcome): void {
  if (says !== null) desk.hints.send(says.next.id);
  if (next !== null) desk.alarm.set(next.runAt);
}

async function retry(
  desk: Desk,
  job: Job,
  { owner, at }: { readonly owner: string; readonly at: number },
  error: string,
): Promise<void> {
  const pause = DELIVERY_KINDS.includes(job.kind) ? DELIVERY_BACK_OFF_MS : BACK_OFF_MS;
  const again = job.attempts < job.maxAttempts ? at + pause * 2 ** job.attempts : null;
  await desk.store.jobs.fail(job, error, { owner, now: at, at: again });
}
