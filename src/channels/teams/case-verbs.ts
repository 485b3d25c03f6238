/** The verbs of the buttons on cards of cases. */
export const CASE_VERBS = [
  'caseOpen',
  'caseRefresh',
  'caseTake',
  'caseReply',
  'caseReturn',
  'caseClose',
] as const;
export type CaseVerb = (typeof CASE_VERBS)[number];

/** The inputs of their forms. */
export const REPLY_TEXT = 'text';
export const TRUE_CAUSE = 'cause';
export const SOLVED = 'solved';
export const SOLUTION = 'solution';
/** What the choice of no cause sends. */
export const NO_CAUSE = 'none';
