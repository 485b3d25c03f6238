import type { z } from 'zod';
import type { CASE_STATUSES } from '../../store/cases/case.ts';
import type { caseListSchema, caseSchema, caseSummarySchema, colleaguesSchema } from '../console-wire.ts';

/** Where a case stands. */
export type CaseStatus = (typeof CASE_STATUSES)[number];
/** A case as a line of the queue. */
export type CaseSummary = z.infer<typeof caseSummarySchema>;
/** A page of the queue. */
export type CaseList = z.infer<typeof caseListSchema>;
/** One case with everything an agent needs. */
export type CaseView = z.infer<typeof caseSchema>;
/** Whom a case can be passed on to. */
export type Colleagues = z.infer<typeof colleaguesSchema>;
/** A fact of the packet. */
export type PacketFact = CaseView['packet']['facts'][number];
/** Something that is not known yet. */
export type MissingFact = CaseView['packet']['missing'][number];
