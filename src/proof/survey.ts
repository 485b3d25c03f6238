import type { Dialog } from '../dialog/dialog.ts';
import type { Visit } from './explore.ts';
import { talkOf } from './node.ts';

/** How many states stand at a line of a tree, and the shortest talk that leads there. */
export interface Standing {
  readonly states: number;
  readonly talk: readonly string[];
}

/** What explorations reached, as plain data that can be added up. */
export interface Reached {
  states: number;
  ended: number;
  /** ended without a judgement: a person is asked to take over */
  unsure: number;
  /** questions of the longest talk */
  longest: number;
  /** "tree step" → the states that stand at this line */
  readonly steps: Map<string, Standing>;
  /** "tree step slot": what a line asked */
  readonly asked: Set<string>;
  /** causes that came first in some state */
  readonly causes: Set<string>;
}

/** Nothing reached yet. */
export function nothingReached(): Reached {
  return {
    states: 0,
    ended: 0,
    unsure: 0,
    longest: 0,
    steps: new Map(),
    asked: new Set(),
    causes: new Set(),
  };
}

/** Adds one state. */
export function noteVisit(reached: Reached, { node, decision }: Visit): void {
  const { conversation } = node;
  const { asking, status, diagnosis } = conversation;
  reached.states += 1;
  reached.longest = Math.max(reached.longest, Object.keys(conversation.asked).length);
  if (asking === null) reached.ended += 1;
  if (status === 'handoff') reached.unsure += 1;
  const first = diagnosis?.causes[0]?.id;
  if (first !== undefined) reached.causes.add(first);
  const { position, dialog, danger } = decision;
  if (position.type === 'pass' || position.step === null) return;
  const line = lineName(danger === null ? (dialog?.id ?? '') : 'first', position.step);
  const before = reached.steps.get(line);
  reached.steps.set(line, { states: 1 + (before?.states ?? 0), talk: before?.talk ?? talkOf(node) });
  if (position.type === 'ask') reached.asked.add(`${line} ${position.slot}`);
}

/** Adds what another exploration reached. */
export function addReached(sum: Reached, other: Reached): void {
  sum.states += other.states;
  sum.ended += other.ended;
  sum.unsure += other.unsure;
  sum.longest = Math.max(sum.longest, other.longest);
  for (const [line, { states, talk }] of other.steps) {
    const before = sum.steps.get(line);
    const shorter = before === undefined || talk.length < before.talk.length ? talk : before.talk;
    sum.steps.set(line, { states: states + (before?.states ?? 0), talk: shorter });
  }
  for (const asked of other.asked) sum.asked.add(asked);
  for (const cause of other.causes) sum.causes.add(cause);
}

/** The states that stand at a line of a tree, or null where none does. */
export function standingAt({ steps }: Reached, { id }: Dialog, step: number): Standing | null {
  return steps.get(lineName(id, step)) ?? null;
}

/** Whether some state stands at a line of a tree. */
export function isReached({ steps }: Reached, { id }: Dialog, step: number): boolean {
  return steps.has(lineName(id, step));
}

/** Whether a line of a tree asked for a slot in some state. */
export function asks({ asked }: Reached, { id }: Dialog, step: number, slot: string): boolean {
  return asked.has(`${lineName(id, step)} ${slot}`);
}

function lineName(tree: string, step: number): string {
  return `${tree} ${step}`;
}
