import type { Expert } from '../conversation/expert.ts';
import type { Fact } from '../dialog/slot.ts';
import { checkWish, WISHES, type Wish } from './check-controls.ts';
import {
  type Correction,
  checkCorrection,
  checkKept,
  checkRetold,
  correctionsOf,
  straightOf,
} from './check-correction.ts';
import { checkDanger, checkFirstLine, type Danger, dangersOf } from './check-danger.ts';
import type { Visit } from './explore.ts';
import type { Findings } from './finding.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { Kinds } from './kinds.ts';
import type { Node } from './node.ts';

/** How much was tried beside answering, as plain data that can be added up. */
export interface Tried {
  /** 转人工, 返回 and the others */
  wishes: number;
  /** states whose facts were told again, at once and backwards */
  retold: number;
  /** danger signs in every state in which the bot leads the talk: first.yaml read, the talk played, and played at random */
  dangers: number;
  dangersPlayed: number;
  dangersDrawn: number;
  /** other values of a fact in every such state, the talks played for them kind by kind, and those played at random */
  corrections: number;
  correctionsPlayed: number;
  correctionsDrawn: number;
}

/** Nothing tried yet. */
export const NOTHING_TRIED: Readonly<Tried> = {
  wishes: 0,
  retold: 0,
  dangers: 0,
  dangersPlayed: 0,
  dangersDrawn: 0,
  corrections: 0,
  correctionsPlayed: 0,
  correctionsDrawn: 0,
};

/** Both together. */
export function addTried(a: Readonly<Tried>, b: Readonly<Tried>): Readonly<Tried> {
  return {
    wishes: a.wishes + b.wishes,
    retold: a.retold + b.retold,
    dangers: a.dangers + b.dangers,
    dangersPlayed: a.dangersPlayed + b.dangersPlayed,
    dangersDrawn: a.dangersDrawn + b.dangersDrawn,
    corrections: a.corrections + b.corrections,
    correctionsPlayed: a.correctionsPlayed + b.correctionsPlayed,
    correctionsDrawn: a.correctionsDrawn + b.correctionsDrawn,
  };
}

/** Of what is played for each kind once, this share of all others is played as well. */
const DRAWN = 1 / 1000;

/** Tries in the states of one start what a merchant may do beside answering.
 *
 * Where a question is open everything is tried in every state. After the end of a talk so is what costs little; 返回 leads
 * all ends of one question to the state of that question, so it is tried once for it; the rest is tried where a line of a tree
 * and a value come together for the first time.
 *
 * Of every correction in every state it is looked whether the same is kept as of a talk that told it right at once: the
 * values, how sure they are, and the questions put. `decide` sees of a talk nothing else but the instant (its types show it
 * no more), so both talks then stand at one place. That they do is played where a line and a value come together for
 * the first time, and for some of all others, drawn by chance. What first.yaml makes of a danger sign is read in every state, and the
 * sign told in the same way. */
export class Trials {
  readonly #expert: Expert;
  readonly #findings: Findings;
  readonly #dangers: readonly Danger[];
  readonly #signs = new Kinds();
  readonly #facts = new Kinds();
  /** states of which one end was seen */
  readonly #ended = new WeakSet<Node>();
  readonly #number = fixedNumbers(5);
  readonly tried: Tried = { ...NOTHING_TRIED };

  constructor(expert: Expert, findings: Findings) {
    this.#expert = expert;
    this.#findings = findings;
    this.#dangers = dangersOf(expert);
  }

  /** Everything in one state. */
  in(visit: Visit): void {
    const { node } = visit;
    const line = lineOf(visit);
    const fresh = Object.entries(node.conversation.facts).filter(([slot, { value }]) =>
      this.#facts.isNew(line, `${slot} ${nameOf(value)}`),
    );
    const open = node.conversation.asking !== null;
    for (const wish of WISHES) {
      if (open || this.#isDue(wish, node, fresh.length > 0)) this.#wish(node, wish);
    }
    // While a person is awaited the bot only listens.
    if (node.conversation.status === 'handoff') return;
    if (open || fresh.length > 0) this.#retell(node);
    for (const danger of this.#dangers) this.#danger(visit, danger, line);
    this.#correct(node, new Set(fresh.map(([slot]) => slot)));
  }

  /** Whether a wish is tried at the end of a talk. */
  #isDue({ control }: Wish, { before }: Node, fresh: boolean): boolean {
    if (control === 'human') return fresh;
    if (control !== 'back' || before === null) return true;
    const isNew = !this.#ended.has(before);
    this.#ended.add(before);
    return isNew;
  }

  #wish(node: Node, wish: Wish): void {
    checkWish(this.#expert, node, wish, this.#findings);
    this.tried.wishes += 1;
  }

  #retell(node: Node): void {
    checkRetold(this.#expert, node, this.#findings);
    this.tried.retold += 1;
  }

  #danger(visit: Visit, danger: Danger, line: string): void {
    checkFirstLine(this.#expert, visit, danger, this.#findings);
    this.tried.dangers += 1;
    const { facts } = visit.node.conversation;
    const held = Object.entries(danger.statements).map(
      ([slot, sign]) => `${slot} ${sign} ${nameOf(facts[slot]?.value ?? '')}`,
    );
    const isNew = this.#signs.isNew(line, held.join());
    if (!isNew && this.#number() >= DRAWN) return;
    checkDanger(this.#expert, visit.node, danger, this.#findings);
    this.tried[isNew ? 'dangersPlayed' : 'dangersDrawn'] += 1;
  }

  /** Every other value of every fact. `fresh`: the facts whose corrections are all played to where they lead. */
  #correct(node: Node, fresh: ReadonlySet<string>): void {
    for (const [slot, fact] of Object.entries(node.conversation.facts)) {
      const straight = straightOf(this.#expert, node, slot);
      for (const one of correctionsOf(this.#expert, slot, fact)) {
        checkKept(this.#expert, node, [one, straight], this.#findings);
        this.tried.corrections += 1;
        if (fresh.has(slot) || this.#number() < DRAWN) this.#play(node, one, fresh.has(slot));
      }
    }
  }

  #play(node: Node, one: Correction, isNew: boolean): void {
    checkCorrection(this.#expert, node, one, this.#findings);
    this.tried[isNew ? 'correctionsPlayed' : 'correctionsDrawn'] += 1;
  }
}

/** Where a state stands: the tree, the line, and what it asks. */
function lineOf({ decision: { position, dialog, danger }, node }: Visit): string {
  const tree = danger === null ? dialog?.id : 'first';
  return `${tree} ${position.type === 'pass' ? '' : position.step} ${node.conversation.asking}`;
}

function nameOf(value: Fact['value']): string {
  return typeof value === 'string' ? value : `${value.from} ${value.to}`;
}
