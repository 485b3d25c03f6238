import type { Sql } from './engine/database.ts';
import type { NewJob } from './job.ts';
import { newId } from './new-id.ts';

const USUAL_ATTEMPTS = 5;

/** Queues a job within a transaction; one with the same key that is still open is moved to the new time. */
export async function addJob(sql: Sql, job: NewJob, now: number): Promise<void> {
  const { kind, key, payload, runAt, maxAttempts = USUAL_ATTEMPTS } = job;
  await sql(
    `insert into jobs(id, kind, key, payload, run_at, created_at, max_attempts) values(?, ?, ?, ?, ?, ?, ?)
      on conflict (key) where key is not null and state in ('queued','running')
      do update set run_at = excluded.run_at, payload = excluded.payload, state = 'queued', attempts = 0,
        lease_owner = null, lease_until = 0`,
    [newId(now), kind, key, JSON.stringify(payload), runAt, now, maxAttempts],
  );
}
