import { z } from 'zod';
import { addJob } from './add-job.ts';
import { escalate } from './cases/case-news.ts';
import type { Database, Sql } from './engine/database.ts';
import { free, freeAt } from './free-lease.ts';
import type { Job, Jobs, Outcome, Wanted } from './job.ts';
import { json } from './rows.ts';
import { audit } from './staff/audit.ts';
import type { Lease } from './store.ts';
import { sayUnasked } from './unasked.ts';

const jobRow = z
  .object({
    id: z.string(),
    kind: z.string(),
    payload: json,
    run_at: z.number(),
    attempts: z.number(),
    max_attempts: z.number(),
  })
  .transform(
    ({ run_at, max_attempts, ...same }): Job => ({ ...same, runAt: run_at, maxAttempts: max_attempts }),
  );

/** What a transaction of finish depends on is gone: nothing of it is kept. */
class Overtaken extends Error {}

/** The queue of a database. */
export function jobsIn(database: Database): Jobs {
  return {
    add: (jobs, now) =>
      database.transaction(async (sql) => {
        for (const job of jobs) await addJob(sql, job, now);
      }),
    claim: (wanted, lease) =>
      database.transaction((sql) => claim(sql, database.dialect.skipLocked, wanted, lease)),
    finish: (job, outcome, done) =>
      database
        .transaction((sql) => finish(sql, job, outcome, done))
        .catch((error) => {
          if (error instanceof Overtaken) return false;
          throw error;
        }),
    fail: async (job, error, { owner, now, at }) => {
      await database.query(
        `update jobs set state = ?, run_at = ?, done_at = ?, lease_owner = null, lease_until = 0, last_error = ?
          where id = ? and state = 'running' and lease_owner = ?`,
        [at === null ? 'dead' : 'queued', at ?? job.runAt, at === null ? now : null, error, job.id, owner],
      );
    },
    nextDue: async (kinds) => {
      const [row] = await database.query(
        `select run_at from jobs where state = 'queued' and kind in (${holes(kinds)}) order by run_at limit 1`,
        kinds,
      );
      return row === undefined ? null : z.object({ run_at: z.number() }).parse(row).run_at;
    },
  };
}

async function claim(sql: Sql, skipLocked: string, wanted: Wanted, lease: Lease): Promise<readonly Job[]> {
  const { kinds, due, limit } = wanted;
  // Whoever held these died with them as often as is allowed.
  await sql(
    `update jobs set state = 'dead', done_at = ?, last_error = 'the process that ran it ended'
      where state = 'running' and ${free()} and attempts >= max_attempts`,
    [lease.now, ...freeAt(lease.now)],
  );
  const rows = await sql(
    `with wanted as materialized (
        select id from jobs where state in ('queued','running') and run_at <= ? and ${free()}
          and kind in (${holes(kinds)}) order by run_at limit ?${skipLocked})
      update jobs set state = 'running', attempts = attempts + 1, lease_owner = ?, lease_until = ?
        where id in (select id from wanted)
        returning id, kind, payload, run_at, attempts, max_attempts`,
    [due, ...freeAt(lease.now), ...kinds, limit, lease.owner, lease.until],
  );
  return rows.map((row) => jobRow.parse(row)).sort((a, b) => a.runAt - b.runAt);
}

async function finish(
  sql: Sql,
  job: Job,
  outcome: Outcome,
  { owner, at }: { readonly owner: string; readonly at: number },
): Promise<boolean> {
  // The conversation before the job, as a commit does: two that lock in the same order never wait for each other.
  if (outcome.says !== null && !(await sayUnasked(sql, outcome.says, at))) throw new Overtaken();
  const [mine] = await sql(
    `update jobs set state = 'done', done_at = ?, lease_owner = null, lease_until = 0
      where id = ? and state = 'running' and lease_owner = ? returning id`,
    [at, job.id, owner],
  );
  if (mine === undefined) throw new Overtaken();
  if (outcome.escalates !== null) await escalate(sql, outcome.escalates, at);
  if (outcome.next !== null) await addJob(sql, outcome.next, at);
  await audit(sql, outcome.audit, at);
  return true;
}

function holes(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
