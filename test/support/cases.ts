import type { CaseAct, CaseFilter, CaseStatus, NewCase, QueuedCase } from '../../src/store/cases/case.ts';
import type { CaseNews } from '../../src/store/cases/case-news.ts';
import type { Store } from '../../src/store/store.ts';

const OPEN: readonly CaseStatus[] = ['waiting', 'with_agent', 'with_merchant'];

/** A case to be opened. */
export function newCase(id: string, more: Partial<NewCase> = {}): NewCase {
  return {
    id,
    queue: 'settlement',
    priority: 3,
    urgency: 'self_service',
    issue: 'not_arrived',
    cause: 'debit_next_day',
    probability: 0.7,
    amount: null,
    dueAt: 5_000,
    openedAt: 3_000,
    ...more,
  };
}

/** What a message means for a case. */
export function news(more: Partial<CaseNews>): CaseNews[] {
  return [{ opens: null, matter: null, wrote: 1, ends: null, ...more }];
}

/** The queue as everybody sees it. */
export function filter(more: Partial<CaseFilter> = {}): CaseFilter {
  const queues = ['settlement', 'payment', 'risk'];
  return { statuses: OPEN, queues, sort: 'urgent', limit: 20, offset: 0, ...more };
}

/** The cases that wait. */
export function waitingIn(store: Store): Promise<readonly QueuedCase[]> {
  return store.queue.list(filter({ statuses: ['waiting'] }));
}

/** Something that is done to case k1. */
export function actOf(deed: string, more: Partial<CaseAct> = {}): CaseAct {
  const event = {
    deed,
    at: 6_000,
    actor: { id: 'wang', name: '王芳' },
    action: 'noted' as const,
    detail: 'x',
  };
  return { caseId: 'k1', version: null, event, audited: {}, change: {}, talk: null, jobs: [], ...more };
}
