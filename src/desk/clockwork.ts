import { randomUUID } from 'node:crypto';
import { type Alarm, createAlarm } from './alarm.ts';
import { createCourier } from './courier.ts';
import type { Desk } from './desk.ts';
import { takeUp } from './receive.ts';
import { DELIVERY_KINDS, HOUSE_KINDS, runDue, TALK_KINDS } from './run-due.ts';

/** Other processes may have queued jobs without telling. */
const LONGEST_SLEEP_MS = 60_000;
const KINDS = [...TALK_KINDS, ...HOUSE_KINDS];

/** Runs by itself what is not asked for: jobs when they are due, messages to webhooks, and messages whose process
 * has ended. With a test clock only the latter two. Rejects nothing: faults are reported. Gives a function that stops it. */
export function startClockwork(desk: Desk): () => Promise<void> {
  const stopping = new AbortController();
  const sweeping = every(desk, createAlarm(), stopping.signal, async () => {
    await sweep(desk);
    return desk.leaseMs / 2;
  });
  const sending = every(desk, createAlarm(), stopping.signal, createCourier(desk));
  const working = desk.testClock ? Promise.resolve() : work(desk, stopping.signal);
  const delivering = desk.carriers.size === 0 ? Promise.resolve() : carryOn(desk, stopping.signal);
  return async () => {
    stopping.abort();
    await Promise.all([sweeping, sending, working, delivering]);
  };
}

/** Answers what waits in conversations that nobody holds: their process has ended. */
export async function sweep(desk: Desk): Promise<void> {
  for (const id of await desk.store.backlog.overdue(desk.clock(), 100)) await takeUp(desk, id);
}

async function work(desk: Desk, stopping: AbortSignal): Promise<void> {
  const now = desk.clock();
  const house = HOUSE_KINDS.map((kind) => ({ kind, key: kind, payload: {}, runAt: now }));
  await guarded(desk, () => desk.store.jobs.add(house, now));
  await every(desk, desk.alarm, stopping, async () => {
    await runDue(desk, KINDS, desk.clock());
    const next = (await desk.store.jobs.nextDue(KINDS)) ?? Number.POSITIVE_INFINITY;
    return Math.max(0, Math.min(next - desk.clock(), LONGEST_SLEEP_MS));
  });
}

/** Between two looks at what has to be carried, however much is said meanwhile. */
const BREATH_MS = 50;

/** Carries what is said to the channels: the network may be slow, so nothing else waits for it. */
async function carryOn(desk: Desk, stopping: AbortSignal): Promise<void> {
  const alarm = createAlarm();
  const hush = desk.hints.listenToAll(() => alarm.set(desk.clock()));
  await every(desk, alarm, stopping, async () => {
    await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
    await runDue(desk, DELIVERY_KINDS, desk.clock());
    const next = (await desk.store.jobs.nextDue(DELIVERY_KINDS)) ?? Number.POSITIVE_INFINITY;
    // What a process held that has ended is due when its lease is over; nobody tells of that.
    return Math.max(0, Math.min(next - desk.clock(), desk.leaseMs / 2));
  });
  hush();
}

/** Repeats a task, each time after the pause that it asks for, or when the alarm rings. */
async function every(
  desk: Desk,
  alarm: Alarm,
  stopping: AbortSignal,
  task: () => Promise<number>,
): Promise<void> {
  while (!stopping.aborted) {
    const pause = await guarded(desk, task);
    await alarm.sleep(pause ?? desk.leaseMs, desk.clock(), stopping);
  }
}

async function guarded<T>(desk: Desk, task: () => Promise<T>): Promise<T | null> {
  try {
    return await task();
  } catch (error) {
    desk.report({ id: randomUUID(), where: 'clockwork', error });
    return null;
  }
}
