import { z } from 'zod';
import type { Database } from './engine/database.ts';

/** What waits, for the operator. Ages in ms; 0 where nothing waits. */
export interface Gauges {
  readonly casesWaiting: number;
  readonly oldestCaseMs: number;
  readonly jobsOverdue: number;
  readonly oldestJobMs: number;
  readonly jobsDead: number;
}

const countRow = z.object({ n: z.number(), oldest: z.number().nullable() });

/** Reads what waits in a database at an instant. */
export async function gauges(database: Database, now: number): Promise<Gauges> {
  const count = async (text: string, values: readonly number[] = []) => {
    const [row] = await database.query(text, values);
    const { n, oldest } = countRow.parse(row);
    return { n, age: oldest === null ? 0 : Math.max(0, now - oldest) };
  };
  const cases = await count(
    "select count(*) as n, min(opened_at) as oldest from cases where status = 'waiting'",
  );
  const due = "select count(*) as n, min(run_at) as oldest from jobs where state = 'queued' and run_at <= ?";
  const jobs = await count(due, [now]);
  const dead = await count("select count(*) as n, min(done_at) as oldest from jobs where state = 'dead'");
  return {
    casesWaiting: cases.n,
    oldestCaseMs: cases.age,
    jobsOverdue: jobs.n,
    oldestJobMs: jobs.age,
    jobsDead: dead.n,
  };
}
