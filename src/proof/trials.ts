import type { Expert } from '../conversation/expert.ts';
import type { Fact } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { checkWish, WISHES, type Wish } from './check-controls.ts';
import { checkCorrection, checkRetold, correctionsOf } from './check-correction.ts';
import { checkDanger, checkFirstLine, type Danger, dangersOf } from './check-danger.ts';
import type { Visit } from './explore.ts';
import type { Findings } from './finding.ts';
import { Kinds } from './kinds.ts';
import type { Node } from './node.ts';

/** How much was tried beside answering, as plain data that can be added up. */
export interface Tried {
  /** 转人工, 返回 and the others */
  wishes: number;
  /** states whose facts were told again, at once and backwards */
  retold: number;
  /** danger signs in every state in which the bot leads the talk: first.yaml read, and the talk played */
  dangers: number;
  dangersPlayed: number;
  /** other values of a fact in every such state, and the talks played for them */
  corrections: number;
  correctionsPlayed: number;
}

/** Nothing tried yet. */
export const NOTHING_TRIED: Readonly<Tried> = {
  wishes: 0,
  retold: 0,
  dangers: 0,
  dangersPlayed: 0,
  corrections: 0,
  correctionsPlayed: 0,
};

/** Both together. */
export function addTried(a: Readonly<Tried>, b: Readonly<Tried>): Readonly<Tried> {
  return {
    wishes: a.wishes + b.wishes,
    retold: a.retold + b.retold,
    dangers: a.dangers + b.dangers,
    dangersPlayed: a.dangersPlayed + b.dangersPlayed,
    corrections: a.corrections + b.corrections,
    correctionsPlayed: a.correctionsPlayed + b.correctionsPlayed,
  };
}

/** Tries in the states of one start what a merchant may do beside answering.
 *
 * Where a question is open everything is tried in every state. After the end of a talk so is what costs little; 返回 leads
 * all ends of one question to the state of that question, so it is tried once for it; the rest is tried where a line of a tree
 * and a value come together for the first time.
 *
 * That is enough for corrections, too. `decide` sees of a talk nothing but the values, the questions put and the
 * instant (its types show it no more), so a corrected and a straight talk stand at one place where these are equal; and
 * what is known after a correction depends on the one fact that it is about. What first.yaml makes of a danger sign is read
 * in every state. */
export class Trials {
  readonly #expert: Expert;
  readonly #findings: Findings;
  readonly #dangers: readonly Danger[];
  readonly #signs = new Kinds();
  readonly #facts = new Kinds();
  /** states of which one end was seen */
  readonly #ended = new WeakSet<Node>();
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
    for (const [slot, fact] of Object.entries(node.conversation.facts))
      this.tried.corrections += this.#others(slot, fact);
    for (const [slot] of fresh) this.#correct(node, slot);
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
    if (!this.#signs.isNew(line, held.join())) return;
    checkDanger(this.#expert, visit.node, danger, this.#findings);
    this.tried.dangersPlayed += 1;
  }

  #correct(node: Node, slot: string): void {
    for (const one of correctionsOf(this.#expert, node, slot)) {
      checkCorrection(this.#expert, node, one, this.#findings);
      this.tried.correctionsPlayed += 1;
    }
  }

  /** How many other values a fact can be put right to. */
  #others(slot: string, { value }: Fact): number {
    const { kind = 'choice', options = [] } = this.#expert.content.slots[slot] ?? {};
    if (kind === 'time' || kind === 'code') return 1;
    return value === UNKNOWN ? options.length : options.length - 1;
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
