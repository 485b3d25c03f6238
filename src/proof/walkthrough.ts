import type { Expert } from '../conversation/expert.ts';
import { checkCourse } from './check-course.ts';
import { OutputCheck } from './check-output.ts';
import { Explorer, type Visit, type Visitor } from './explore.ts';
import { type Finding, Findings } from './finding.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { type Statements, tell } from './move.ts';
import { after, type Node, START } from './node.ts';
import { representativeTimes, type SaleTimes } from './sale-times.ts';
import { statementsOf } from './statements.ts';
import { addReached, noteVisit, nothingReached, type Reached } from './survey.ts';
import { addTried, NOTHING_TRIED, Trials, type Tried } from './trials.ts';

/** How much is tried. */
export interface Effort {
  /** whether in every state what a merchant may do beside answering is tried */
  readonly trials: 'all' | 'none';
  /** how many answers after the sale time a talk about one of the less usual times is left */
  readonly shallow: number;
  /** talks left to chance that a search for a line nobody came to may try, for every way to state what it demands */
  readonly search: number;
}

/** What `daozhang check` affords. */
export const FULL_EFFORT: Effort = { trials: 'all', shallow: 1, search: 400 };

/** What the first message of a talk states: the kind of trouble, and what makes it a special case. */
export type Start = Readonly<Record<string, string>>;

/** A first message that states more than that. */
export interface Opening {
  readonly statements: Statements;
  readonly at?: number | undefined;
}

/** What a walk found, as plain data: results can be sent between threads and added up. */
export interface Result {
  readonly reached: Reached;
  readonly findings: readonly Finding[];
  readonly tried: Readonly<Tried>;
  /** different lines that were said and looked at */
  readonly lines: number;
  /** bytes of the longest reply */
  readonly longestReply: number;
}

/** Every way to begin: each kind of trouble, by itself and as each special case. The larger trees come first. */
export function startsOf({ content }: Expert): readonly Start[] {
  const trees = Object.entries(content.dialogs).flatMap(([issue, own]) =>
    own.map((tree) => ({ issue, tree })),
  );
  return trees
    .sort((a, b) => b.tree.steps.length - a.tree.steps.length)
    .flatMap(({ issue, tree }) =>
      // A special case with several values is entered by the first; answers lead to the others.
      statementsOf(content, tree.when)
        .slice(0, 1)
        .map((way) => ({ [content.roles.issue]: issue, ...way })),
    );
}

/** One run of checks over explored states. */
export class Walkthrough {
  readonly reached = nothingReached();
  readonly findings = new Findings();
  readonly #output: OutputCheck;
  readonly #expert: Expert;
  readonly #effort: Effort;
  readonly #times: SaleTimes;
  readonly #explorer: Explorer;
  readonly #trials: Trials;
  #tried: Readonly<Tried> = NOTHING_TRIED;
  #lines = 0;
  #longestReply = 0;

  constructor(expert: Expert, effort: Effort) {
    this.#expert = expert;
    this.#effort = effort;
    this.#times = representativeTimes(expert.content);
    this.#explorer = new Explorer(expert, this.#times, effort.shallow);
    this.#output = new OutputCheck(expert.content, this.findings);
    this.#trials = new Trials(expert, this.findings);
  }

  /** All talks that begin in one way, with everything a merchant may do on the way. */
  start(start: Start): void {
    this.explore(start, (visit) => {
      if (this.#effort.trials === 'all') this.#trials.in(visit);
      return true;
    });
  }

  /** The question that comes before every tree: each kind of trouble leads on. */
  issueQuestion(): void {
    const { roles, slots } = this.#expert.content;
    const user = slots[roles.user]?.options[0]?.id;
    let left = 1 + (slots[roles.issue]?.options.length ?? 0);
    this.explore(user === undefined ? {} : { [roles.user]: user }, () => --left > 0);
  }

  /** Explores the talks that begin with these statements, each state checked, until `goOn` says no. */
  explore(statements: Start, goOn: (visit: Visit) => boolean): void {
    this.#explorer.explore([this.#first(statements)], this.#visitor(goOn));
  }

  /** Follows talks that begin with these statements and go on by chance, until `goOn` says no. `at`: the instant of
   * the first message. */
  wander({ statements, at }: Opening, talks: number, goOn: () => boolean): void {
    const first = this.#first(statements, at);
    const number = fixedNumbers(talks);
    for (let i = 0; i < talks && goOn(); i++) this.#explorer.wander(first, number, this.#visitor(goOn));
  }

  /** Every authored sentence with what can fill it. */
  sentences(): void {
    this.#output.sentences(this.#expert.content, this.#times);
  }

  add({ reached, findings, tried, lines, longestReply }: Result): void {
    addReached(this.reached, reached);
    this.findings.addAll(findings);
    this.#tried = addTried(this.#tried, tried);
    this.#lines += lines;
    this.#longestReply = Math.max(this.#longestReply, longestReply);
  }

  result(): Result {
    return {
      reached: this.reached,
      findings: this.findings.all(),
      tried: addTried(this.#tried, this.#trials.tried),
      lines: this.#lines + this.#output.lines,
      longestReply: Math.max(this.#longestReply, this.#output.longest),
    };
  }

  #first(statements: Statements, at = this.#times.main[0]?.at ?? 0): Node {
    return after(this.#expert, START, tell(this.#expert.content, at, statements));
  }

  #visitor(goOn: (visit: Visit) => boolean): Visitor {
    return {
      visit: (visit) => {
        noteVisit(this.reached, visit);
        checkCourse(this.#expert, visit, this.findings);
        this.#output.turn(visit.node);
        return goOn(visit);
      },
      failed: (node, move, error) => {
        const message = error instanceof Error ? error.message : String(error);
        const name = this.#expert.content.slots[node.conversation.asking ?? '']?.name ?? '';
        const where = { file: 'dialogs/slots.yaml', path: [name] };
        this.findings.add('DZ101', where, `回答${move.text}时程序出错：${message}`, node);
      },
    };
  }
}
