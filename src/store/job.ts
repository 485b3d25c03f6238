import type { Conversation } from '../conversation/conversation.ts';
import type { Reply } from '../conversation/reply.ts';
import type { Audited } from './staff/audit.ts';
import type { Lease } from './store.ts';

/** Work for later. */
export interface NewJob {
  readonly kind: string;
  /** at most one open job has this key: a later one moves it to its own time; null: any number */
  readonly key: string | null;
  /** plain data */
  readonly payload: unknown;
  /** epoch ms */
  readonly runAt: number;
  /** so often it is tried, 5 times where nothing is said */
  readonly maxAttempts?: number;
}

/** A job that was claimed. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly runAt: number;
  /** this one included */
  readonly attempts: number;
  readonly maxAttempts: number;
}

/** What a job brings about, kept together with the mark that it is done. */
export interface Outcome {
  /** said into a conversation unasked, unless it has changed since `version` */
  readonly says: {
    readonly version: number;
    /** the conversation as it is after that */
    readonly next: Conversation;
    readonly reply: Reply;
  } | null;
  /** a case that is raised to the top of the queue if nobody has taken it */
  readonly escalates: string | null;
  readonly next: NewJob | null;
  readonly audit: readonly Audited[];
}

/** Which jobs are wanted. */
export interface Wanted {
  readonly kinds: readonly string[];
  /** due at this instant (epoch ms); not the lease's clock where a test sets the time */
  readonly due: number;
  readonly limit: number;
}

/** When a job that failed is tried again, and who says so. */
export interface Again {
  readonly owner: string;
  readonly now: number;
  readonly at: number | null;
}

/** A queue in the same database. */
export interface Jobs {
  add(jobs: readonly NewJob[], now: number): Promise<void>;
  /** Takes jobs that are due and that nobody holds; each attempt is counted. */
  claim(wanted: Wanted, lease: Lease): Promise<readonly Job[]>;
  /** Keeps the outcome and the done mark together. False, and nothing kept, where the lease was lost or what the
   * outcome depends on has changed. */
  finish(job: Job, outcome: Outcome, done: { readonly owner: string; readonly at: number }): Promise<boolean>;
  /** Queues a job again for an instant; null: it stays dead, for a person to look at. */
  fail(job: Job, error: string, again: Again): Promise<void>;
  /** When the next queued job is due. */
  nextDue(kinds: readonly string[]): Promise<number | null>;
}
