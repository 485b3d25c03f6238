import type { Decision } from '../conversation/decide.ts';
import type { Expert } from '../conversation/expert.ts';
import { situationAt } from '../dialog/situation.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { type Move, tap, tell } from './move.ts';
import { after, decisionOf, type Node } from './node.ts';
import type { SaleTimes } from './sale-times.ts';
import { StateKeys } from './state-keys.ts';

/** One state met on the way, and why the engine stands there. */
export interface Visit {
  readonly node: Node;
  readonly decision: Decision;
}

/** What is done with what an exploration meets. `visit` says whether to go on at all. */
export interface Visitor {
  readonly visit: (visit: Visit) => boolean;
  readonly failed: (node: Node, move: Move, error: unknown) => void;
}

/** One exploration: who looks at the states, and which were seen. */
interface Run {
  readonly visitor: Visitor;
  readonly seen: Set<string>;
}

/** Walks through every state that answers to the engine's questions lead to, each once, the shortest talks first.
 * States that differ in nothing that can matter any more count as one. Every sale time is followed for
 * some answers more, the main ones to the end of every talk. */
export class Explorer {
  readonly #expert: Expert;
  readonly #times: SaleTimes;
  /** instants of the talks that are followed to their end */
  readonly #deep: ReadonlySet<number>;
  readonly #shallow: number;
  readonly #keys: StateKeys;

  /** `shallow`: how many answers after the sale time a talk is left, unless the time is a main one. */
  constructor(expert: Expert, times: SaleTimes, shallow: number) {
    this.#shallow = shallow;
    this.#expert = expert;
    this.#times = times;
    this.#deep = new Set(times.main.map((time) => time.at));
    this.#keys = new StateKeys(expert.content);
  }

  /** Explores from some talks until nothing new is found or the visitor has had enough. */
  explore(starts: readonly Node[], visitor: Visitor): void {
    const seen = new Set<string>();
    const run: Run = { visitor, seen };
    let layer = starts.filter((node) => this.#meet(node, run) === 'open');
    while (layer.length > 0) {
      const next: Node[] = [];
      for (const node of layer) {
        if (this.#isFollowed(node) && !this.#expand(node, run, next)) return;
      }
      layer = next;
    }
  }

  /** Meets every state that an answer leads to; the open ones go on the list. False where the visitor had enough. */
  #expand(node: Node, run: Run, next: Node[]): boolean {
    for (const move of this.answersTo(node)) {
      const child = this.#try(node, move, run.visitor);
      const met = child === null ? 'old' : this.#meet(child, run);
      if (met === 'enough') return false;
      // An ended talk leads nowhere, so only the open ones are kept.
      if (child !== null && met === 'open') next.push(child);
    }
    return true;
  }

  /** Follows one talk in which every answer is left to chance (numbers from 0 to 1) to its end. */
  wander(start: Node, number: () => number, visitor: Visitor): void {
    let node: Node | null = start;
    while (node !== null && visitor.visit({ node, decision: decisionOf(this.#expert, node) })) {
      const moves = this.answersTo(node);
      const move = moves[Math.floor(number() * moves.length)];
      node = move === undefined ? null : this.#try(node, move, visitor);
    }
  }

  /** Every answer to the open question: its options, sale times or codes, and "do not know". */
  answersTo({ conversation, move }: Node): readonly Move[] {
    const { content } = this.#expert;
    const { asking } = conversation;
    if (asking === null) return [];
    const at = move?.event.at ?? 0;
    const slot = content.slots[asking];
    const unknown = asking === content.roles.issue ? [] : [tap(content, at, asking, UNKNOWN)];
    if (slot?.kind === 'time') {
      return [...this.#times.all.map((time) => tell(content, time.at, { [asking]: time.span })), ...unknown];
    }
    if (slot?.kind === 'code') {
      return [...codePerClass(this.#expert).map((code) => tell(content, at, { [asking]: code })), ...unknown];
    }
    return [...(slot?.options ?? []).map((option) => tap(content, at, asking, option.id)), ...unknown];
  }

  #isFollowed({ conversation, move }: Node): boolean {
    if (conversation.facts[this.#expert.content.roles.saleTime] === undefined) return true;
    const asked = Object.keys(conversation.asked);
    const later = asked.length - 1 - asked.indexOf(this.#expert.content.roles.saleTime);
    return later < this.#shallow || this.#deep.has(move?.event.at ?? 0);
  }

  #try(node: Node, move: Move, visitor: Visitor): Node | null {
    try {
      return after(this.#expert, node, move);
    } catch (error) {
      visitor.failed(node, move, error);
      return null;
    }
  }

  #meet(node: Node, { seen, visitor }: Run): 'old' | 'open' | 'ended' | 'enough' {
    const at = node.move?.event.at ?? 0;
    const situation = situationAt(this.#expert.content, node.conversation.facts, at);
    const key = `${this.#keys.of(node, situation)}${this.#deep.has(at)}`;
    if (seen.has(key)) return 'old';
    seen.add(key);
    if (!visitor.visit({ node, decision: decisionOf(this.#expert, node) })) return 'enough';
    return node.conversation.asking === null ? 'ended' : 'open';
  }
}

/** One code of each class stands for all of it: the rest of a talk only looks at the class. */
function codePerClass({ content }: Expert): readonly string[] {
  const found = new Map(Object.values(content.codes).map((code) => [code.class, code.code]));
  return [...found.values()];
}
