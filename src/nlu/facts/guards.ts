import { anyOf, CLAUSE_END, type Lists } from '../../dialog/phrase.ts';
import { matches } from '../matches.ts';

/** A stretch of the normal text between two ends of clauses. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What stands around a phrase and changes what it states. */
export interface Guards {
  /** denied or only asked about: 没冻结, 不是信用卡, 能撤不, 是不是冻结了 */
  readonly stated: (clause: Clause, start: number, end: number) => boolean;
  /** the same without the questions: an answer may be put as one */
  readonly affirmed: (clause: Clause, start: number) => boolean;
  readonly hedged: (clause: Clause) => boolean;
}

const CLAUSES = new RegExp(`[^${CLAUSE_END}]+`, 'g');

/** The clauses of a normal text in order. */
export function clausesOf(text: string): Clause[] {
  return [...matches(text, CLAUSES)].map(({ 0: part, index }) => ({
    start: index,
    end: index + part.length,
    text: part,
  }));
}

/** The clause that an offset lies in; an offset between two belongs to the next. */
export function clauseAt(clauses: readonly Clause[], offset: number): Clause {
  return clauses.find(({ end }) => offset < end) ?? clauses.at(-1) ?? { start: 0, end: 0, text: '' };
}

/** Compiles the word lists negation, negation_filler, asks_before, asks_after and hedge. */
export function createGuards(lists: Lists): Guards {
  const any = (name: string): string => anyOf(lists[name] ?? [], lists);
  const negation = new RegExp(`(?:${any('negation')})(?:${any('negation_filler')}){0,3}$`);
  const before = new RegExp(`(?:${any('asks_before')})(?:${any('negation_filler')}){0,2}$`);
  const after = new RegExp(`^(?:${any('asks_after')})$`);
  const hedge = new RegExp(any('hedge'));
  const affirmed = (clause: Clause, start: number): boolean => {
    const prefix = clause.text.slice(0, Math.max(0, start - clause.start));
    return !isOdd(prefix, negation);
  };
  const asked = (clause: Clause, start: number, end: number): boolean =>
    before.test(clause.text.slice(0, Math.max(0, start - clause.start))) ||
    after.test(clause.text.slice(Math.max(0, end - clause.start)));
  return {
    affirmed,
    stated: (clause, start, end) => affirmed(clause, start) && !asked(clause, start, end),
    hedged: (clause) => hedge.test(clause.text),
  };
}

/** Two negations affirm: 不是没有, 不能说不是. */
function isOdd(prefix: string, negation: RegExp): boolean {
  let rest = prefix;
  let count = 0;
  for (let match = negation.exec(rest); match !== null && count < 3; match = negation.exec(rest)) {
    count++;
    rest = rest.slice(0, match.index);
  }
  return count % 2 === 1;
}
