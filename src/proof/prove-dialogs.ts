import type { Expert } from '../conversation/expert.ts';
import type { Dialog } from '../dialog/dialog.ts';
import { checkWish, WISH_COUNT } from './check-controls.ts';
import { checkCorrection, correctionsOf } from './check-correction.ts';
import { checkCourse } from './check-course.ts';
import { checkDanger, dangersOf } from './check-danger.ts';
import { OutputCheck } from './check-output.ts';
import { Explorer, type Visit, type Visitor } from './explore.ts';
import { causeFile, Findings, stepOf } from './finding.ts';
import { tell } from './move.ts';
import { after, type Node, START } from './node.ts';
import { representativeTimes, type SaleTimes } from './sale-times.ts';
import { statementsOf } from './statements.ts';
import { Survey } from './survey.ts';

/** How much is tried. */
export interface Effort {
  /** in the first states of every issue, which are the shortest talks, all that a merchant may want is tried */
  readonly thorough: number;
  /** later in every so many states one wish, one danger sign and one correction, in turn */
  readonly every: number;
  /** answers after which a talk about one of the less usual sale times is left */
  readonly shallow: number;
  /** states that a search for a line nobody came to may look at, for every way to state what the line demands */
  readonly search: number;
}

/** What `daozhang check` affords. */
export const FULL_EFFORT: Effort = { thorough: 200, every: 20, shallow: 3, search: 1500 };

/** The outcome of the walk through all trees. */
export interface DialogProof {
  readonly survey: Survey;
  readonly findings: Findings;
  /** what was said in all these talks */
  readonly output: OutputCheck;
  /** how many wishes, danger signs and corrections were tried */
  readonly trials: number;
  readonly times: SaleTimes;
}

/** Walks through every tree with the engine itself and checks every state. */
export function proveDialogs(expert: Expert, effort: Effort = FULL_EFFORT): DialogProof {
  const proof = new Walkthrough(expert, effort);
  proof.issueQuestion();
  for (const issue of Object.keys(expert.content.dialogs)) proof.issue(issue);
  for (const tree of Object.values(expert.content.dialogs).flat()) proof.search(tree);
  proof.dangers();
  proof.causes();
  proof.output.sentences(expert.content, proof.times);
  return proof;
}

/** One run of the proof. */
class Walkthrough implements DialogProof {
  readonly survey = new Survey();
  readonly findings = new Findings();
  readonly output: OutputCheck;
  trials = 0;
  readonly times: SaleTimes;
  readonly #expert: Expert;
  readonly #explorer: Explorer;
  readonly #at: number;
  readonly #effort: Effort;

  constructor(expert: Expert, effort: Effort) {
    this.#expert = expert;
    this.#effort = effort;
    this.times = representativeTimes(expert.content);
    this.output = new OutputCheck(expert.content, this.findings);
    this.#explorer = new Explorer(expert, this.times, effort.shallow);
    this.#at = this.times.main[0]?.at ?? 0;
  }

  /** The question that comes before every tree: each kind of trouble leads on. */
  issueQuestion(): void {
    const { roles, slots } = this.#expert.content;
    const user = slots[roles.user]?.options[0]?.id;
    const asked = this.#tell(user === undefined ? {} : { [roles.user]: user });
    this.#explorer.explore(
      [asked],
      this.#visitor(() => this.survey.states <= 1 + (slots[roles.issue]?.options.length ?? 0)),
    );
  }

  /** All talks about one kind of trouble, its special cases included. */
  issue(issue: string): void {
    const { content } = this.#expert;
    const trees = content.dialogs[issue] ?? [];
    const ways = trees.flatMap((tree) => statementsOf(content, tree.when));
    const starts = ways.map((way) => this.#tell({ [content.roles.issue]: issue, ...way }));
    let visited = 0;
    this.#explorer.explore(
      starts,
      this.#visitor(({ node }) => {
        visited += 1;
        this.#try(node, visited);
        return true;
      }),
    );
  }

  /** Lines that answers alone do not lead to: what they demand is stated in the first message. */
  search(tree: Dialog): void {
    const { content } = this.#expert;
    for (const [index, step] of tree.steps.entries()) {
      const ways = statementsOf(content, { ...tree.when, ...step.when });
      for (const way of ways) {
        if (this.survey.reached(tree, index)) break;
        let left = this.#effort.search;
        this.#explorer.explore(
          [this.#tell({ [content.roles.issue]: tree.issue ?? '', ...way })],
          this.#visitor(() => --left > 0 && !this.survey.reached(tree, index)),
        );
      }
      this.#lineReached(tree, index);
    }
  }

  #lineReached(tree: Dialog, index: number): void {
    const step = tree.steps[index];
    if (step === undefined) return;
    const where = stepOf(tree.id, index);
    if (!this.survey.reached(tree, index)) {
      const concludes = step.type === 'conclude';
      const message = '没有一种说法能走到这一步';
      this.findings.add(concludes ? 'DZ106' : 'DZ105', where, message);
      return;
    }
    if (step.type !== 'narrow') return;
    step.slots.forEach((slot, i) => {
      if (this.survey.asks(tree, index, slot)) return;
      const name = this.#expert.content.slots[slot]?.name ?? slot;
      const at = { ...where, path: [...where.path, 'narrow', i] };
      this.findings.add('DZ105', at, `“${name}”在这里从来不是最值得问的，一次也不会问`);
    });
  }

  /** Each danger sign by itself, before anything else is known. */
  dangers(): void {
    const { content } = this.#expert;
    for (const { statements } of dangersOf(this.#expert)) {
      this.#explorer.explore(
        [this.#tell(statements)],
        this.#visitor(() => true),
      );
    }
    for (const index of content.first.steps.keys()) this.#lineReached(content.first, index);
    const known = content.first.steps.flatMap((step) => (step.type === 'conclude' ? [step.cause] : []));
    for (const cause of Object.values(content.causes)) {
      if (!cause.redFlag || known.includes(cause.id)) continue;
      this.findings.add('DZ108', causeFile(cause.id), '这个根因是危险信号，first.yaml 里却没有它');
    }
  }

  /** Every cause comes first in some talk. */
  causes(): void {
    for (const cause of Object.values(this.#expert.content.causes)) {
      if (this.survey.causes.has(cause.id)) continue;
      this.findings.add('DZ107', causeFile(cause.id), `在所有谈话里，“${cause.name}”从来没有排在第一`);
    }
  }

  #tell(statements: Readonly<Record<string, string>>): Node {
    return after(this.#expert, START, tell(this.#expert.content, this.#at, statements));
  }

  #visitor(goOn: (visit: Visit) => boolean): Visitor {
    return {
      visit: (visit) => {
        this.survey.note(visit);
        checkCourse(this.#expert, visit, this.findings);
        this.output.turn(visit.node);
        return goOn(visit);
      },
      failed: (node, move, error) => {
        const message = error instanceof Error ? error.message : String(error);
        const slot = this.#expert.content.slots[node.conversation.asking ?? '']?.name ?? '';
        this.findings.add(
          'DZ101',
          { file: 'dialogs/slots.yaml', path: [slot] },
          `${move.text}：${message}`,
          node,
        );
      },
    };
  }

  /** What a merchant may want beside answering; `visited`: how many states of this issue were seen. */
  #try(node: Node, visited: number): void {
    const { thorough, every } = this.#effort;
    if (visited > thorough && visited % every !== 0) return;
    const chosen = <T>(all: readonly T[]): readonly T[] => {
      const one = Math.floor(visited / every) % Math.max(1, all.length);
      return visited <= thorough ? all : all.slice(one, one + 1);
    };
    const wishes = chosen([...Array(WISH_COUNT).keys()]);
    const dangers = chosen(dangersOf(this.#expert));
    const corrections = chosen(correctionsOf(this.#expert, node));
    for (const wish of wishes) checkWish(this.#expert, node, wish, this.findings);
    for (const danger of dangers) checkDanger(this.#expert, node, danger, this.findings);
    for (const correction of corrections) checkCorrection(this.#expert, node, correction, this.findings);
    this.trials += wishes.length + dangers.length + corrections.length;
  }
}
