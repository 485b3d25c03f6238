import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { audit, damage } from './findings.ts';
import { type Load, type Log, NOON, underLoad } from './load.ts';
import { added, type Outcome } from './outcome.ts';
import { type FailingDisk, failingDisk, smallDisk } from './small-disk.ts';
import type { Settings } from './worker.ts';
import { kill, type Place, startWorker, type Worker } from './workers.ts';

const LOAD: Load = { conversations: 2, messagesEach: 3, hotWriters: 3, at: NOON };
const FULL_MB = 24;
const FAILING_MB = 128;

/** A server whose disk is full again and again while it is written to. Null where no disk can be mounted. */
export async function diskFull(folder: string, rounds: number): Promise<Outcome | null> {
  const disk = smallDisk(folder, FULL_MB);
  if (disk === null) return null;
  const place = { databaseUrl: null, data: path.join(disk.folder, 'data') };
  const worker = await startWorker(place);
  const statuses: number[] = [];
  try {
    const log = await underLoad({ any: () => worker }, LOAD, async () => {
      for (let i = 0; i < rounds; i++) {
        await pause(300);
        disk.fill();
        await pause(400);
        statuses.push((await fetch(`${worker.url}/readyz`)).status, (await fetch(`${worker.url}/`)).status);
        disk.free();
      }
    });
    const { happened, wrong } = await audit(place, log);
    return {
      happened: { 'times full': rounds, ...happened },
      wrong: {
        ...wrong,
        damaged: await damage(place),
        'never refused': log.redelivered === 0 ? 1 : 0,
        'read with 5xx': statuses.filter((status) => status >= 500).length,
        'servers ended': worker.child.exitCode === null ? 0 : 1,
      },
    };
  } finally {
    await kill(worker);
    disk.unmount();
  }
}

/** A server whose file system is made read-only by an error of the disk while it is written to: it refuses, still
 * shows what it has, and goes on when the disk is there again. Null where no such disk can be mounted. */
export function diskReadOnly(folder: string, rounds: number): Promise<Outcome | null> {
  return onFailingDisk(folder, rounds, async (disk, worker) => {
    disk.fail();
    await pause(300);
    const answer = await fetch(`${worker.url}/api/v1/conversations`, { method: 'POST' });
    const page = await fetch(`${worker.url}/healthz`);
    return {
      'new talk not refused with 503': answer.status === 503 ? 0 : 1,
      'page not served': page.ok ? 0 : 1,
    };
  });
}

/** A server on a disk that loses its power while it is written to: what was answered has to be on it afterwards. Null
 * where no such disk can be mounted. */
export function powerCut(
  folder: string,
  rounds: number,
  settings: Partial<Settings> = {},
): Promise<Outcome | null> {
  const cut: Harm = async (disk) => {
    disk.cutPower();
    return {};
  };
  return onFailingDisk(folder, rounds, cut, settings);
}

type Harm = (disk: FailingDisk, worker: Worker) => Promise<Readonly<Record<string, number>>>;

async function onFailingDisk(
  folder: string,
  rounds: number,
  harm: Harm,
  settings: Partial<Settings> = {},
): Promise<Outcome | null> {
  const disk = failingDisk(folder, FAILING_MB);
  if (disk === null) return null;
  const place: Place = { databaseUrl: null, data: path.join(disk.folder, 'data'), leaseMs: 500, ...settings };
  const outcomes: Outcome[] = [];
  let worker: Worker | null = null;
  try {
    for (let i = 0; i < rounds; i++) {
      let present = await startWorker(place);
      worker = present;
      let found = {};
      const log = await underLoad({ any: () => present }, LOAD, async () => {
        await pause(100 + Math.random() * 300);
        found = await harm(disk, present);
        await kill(present);
        disk.restore();
        present = await startWorker(place);
        worker = present;
      });
      await kill(present);
      const { happened, wrong } = await onCopy(place, `${folder}-${i}`, log);
      outcomes.push({ happened, wrong: { ...wrong, ...found } });
    }
    return {
      happened: { rounds, ...added(outcomes.map(({ happened }) => happened)) },
      wrong: added(outcomes.map(({ wrong }) => wrong)),
    };
  } finally {
    if (worker !== null) await kill(worker);
    disk.unmount();
  }
}

// Whoever has a file of the disk open keeps it from being unmounted.
async function onCopy(place: Place, copy: string, log: Log): Promise<Outcome> {
  cpSync(place.data, copy, { recursive: true });
  const copied = { ...place, data: copy };
  const { happened, wrong } = await audit(copied, log);
  const damaged = await damage(copied);
  rmSync(copy, { recursive: true });
  return { happened, wrong: { ...wrong, damaged } };
}
