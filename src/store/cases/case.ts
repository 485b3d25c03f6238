import type { Conversation } from '../../conversation/conversation.ts';
import type { Reply } from '../../conversation/reply.ts';
import type { Urgency } from '../../knowledge/cause.ts';
import type { NewJob } from '../job.ts';

/** Where a case stands. `with_merchant`: an agent holds it and waits for the merchant. */
export const CASE_STATUSES = ['waiting', 'with_agent', 'with_merchant', 'solved', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What a case is about, for the queue: all that can be sorted, filtered and counted by. */
export interface CaseMatter {
  readonly queue: string;
  /** lower comes first; 0 is for those that waited longer than they should */
  readonly priority: number;
  readonly urgency: Urgency | null;
  readonly issue: string | null;
  readonly cause: string | null;
  readonly probability: number | null;
  /** value of the amount slot */
  readonly amount: string | null;
}

/** Work for a person: a conversation that was handed over, or one that cannot wait for that. */
export interface NewCase extends CaseMatter {
  readonly id: string;
  /** when a person has to have answered (epoch ms) */
  readonly dueAt: number;
  readonly openedAt: number;
}

/** Who holds a case. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

/** A case as it stands. */
export interface Case extends NewCase {
  readonly number: string;
  readonly conversationId: string;
  readonly channel: string;
  readonly status: CaseStatus;
  readonly assignee: Holder | null;
  /** until then nobody else may take it (epoch ms) */
  readonly leaseUntil: number;
  readonly firstReplyAt: number | null;
  readonly escalatedAt: number | null;
  /** the merchant's lines since the last of an agent */
  readonly unread: number;
  readonly trueCause: string | null;
  readonly solution: string | null;
  /** the merchant said that the money came */
  readonly confirmed: boolean;
  readonly version: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
}

/** A case in the queue, with what was said last. */
export interface QueuedCase extends Case {
  readonly lastLine: { readonly from: string; readonly text: string; readonly at: number } | null;
}

/** What can be done to a case, by people and by the desk itself. */
export const CASE_ACTIONS = [
  'opened',
  'taken',
  'replied',
  /** sent although something in the text was doubtful */
  'insisted',
  'noted',
  'returned',
  'transferred',
  'corrected',
  'closed',
  /** the true cause of a case that the merchant had ended */
  'cause_told',
  'extended',
  /** whoever had it did not answer: anybody may take it */
  'lapsed',
  'escalated',
  'confirmed',
  'wanted_again',
  'left',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What was done to a case. `deed` is the doer's own name for it. */
export interface CaseEvent {
  readonly deed: string;
  readonly at: number;
  readonly actor: Holder;
  readonly action: CaseAction;
  readonly detail: string;
}

/** What of a case changes; what is left out stays. */
export interface CaseChange {
  readonly status?: CaseStatus;
  readonly queue?: string;
  readonly matter?: CaseMatter;
  readonly assignee?: Holder | null;
  readonly leaseUntil?: number;
  readonly dueAt?: number;
  /** kept only where there was none */
  readonly firstReplyAt?: number;
  readonly unread?: number;
  readonly trueCause?: string | null;
  readonly solution?: string;
  readonly confirmed?: boolean;
  readonly closedAt?: number | null;
}

/** What somebody does to a case, and with it to its conversation: kept together or not at all. */
export interface CaseAct {
  readonly caseId: string;
  /** the version that was looked at; null: whatever it is by now */
  readonly version: number | null;
  readonly event: CaseEvent;
  /** what the audit and the webhooks are told of it: ids only */
  readonly audited: Readonly<Record<string, unknown>>;
  readonly change: CaseChange;
  /** the conversation as it will be; null: it stays */
  readonly talk: {
    /** the version that was looked at */
    readonly version: number;
    readonly next: Conversation;
    readonly lines: readonly { readonly from: 'bot' | 'agent'; readonly reply: Reply }[];
  } | null;
  readonly jobs: readonly NewJob[];
}

/** What became of an act. `known`: it was done before. `stale`: the case has changed. `moved`: the conversation has,
 * so look again. */
export type Acted = 'kept' | 'known' | 'stale' | 'moved' | 'absent';

/** Which cases are wanted, and in what order. */
export interface CaseFilter {
  readonly statuses: readonly CaseStatus[];
  readonly queues: readonly string[];
  /** id of the holder; null: nobody's; undefined: anybody's */
  readonly assignee?: string | null;
  /** a number, or words of the transcript */
  readonly search?: string;
  readonly sort: 'urgent' | 'newest' | 'oldest' | 'due';
  readonly limit: number;
  /** how many to pass over */
  readonly offset: number;
}

/** A closed case with the true cause. */
export interface ClosedCase {
  readonly id: string;
  readonly number: string;
  readonly cause: string;
  readonly solution: string;
  readonly closedAt: number;
}

/** The cases. They are opened and refreshed by a commit. */
export interface Cases {
  find(id: string): Promise<Case | null>;
  /** The case of a number like "C10023". */
  numbered(number: string): Promise<Case | null>;
  /** The newest case of a conversation. */
  of(conversationId: string): Promise<Case | null>;
  /** Does something to a case once by its deed. */
  act(act: CaseAct): Promise<Acted>;
  events(caseId: string): Promise<readonly CaseEvent[]>;
}

/** Looking over the cases. */
export interface CaseQueue {
  list(filter: CaseFilter): Promise<readonly QueuedCase[]>;
  /** How many match, up to a bound. */
  count(filter: CaseFilter, atMost: number): Promise<number>;
  /** How many stand where in these queues: queue → status → cases. */
  tally(queues: readonly string[]): Promise<Readonly<Record<string, Partial<Record<CaseStatus, number>>>>>;
  /** How many cases wait before this one in its queue. */
  ahead(one: Case): Promise<number>;
  /** Closed cases of the same trouble, those of the same cause first. */
  alike(one: Case, limit: number): Promise<readonly ClosedCase[]>;
}
