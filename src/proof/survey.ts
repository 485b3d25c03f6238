import type { Dialog } from '../dialog/dialog.ts';
import type { Visit } from './explore.ts';

/** What explorations reached, as plain data that can be added up. */
export interface Reached {
  states: number;
  ended: number;
  /** ended without a judgement: a person is asked to take over */
  unsure: number;
  /** questions of the longest talk */
  longest: number;
  /** "tree step" → states that stand at this line */
  readonly steps: Map<string, number>;
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
export function noteVisit(reached: Reached, { node: { conversation }, decision }: Visit): void {
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
  reached.steps.set(line, (reached.steps.get(line) ?? 0) + 1);
  if (position.type === 'ask') reached.asked.add(`${line} ${position.slot}`);
}

/** Adds what another exploration reached. */
export function addReached(sum: Reached, other: Reached): void {
  sum.states += other.states;
  sum.ended += other.ended;
  sum.unsure += other.unsure;
  sum.longest = Math.max(sum.longest, other.longest);
  for (const [line, states] of other.steps) sum.steps.set(line, (sum.steps.get(line) ?? 0) + states);
  for (const asked of other.asked) sum.asked.add(asked);
  for (const cause of other.causes) sum.causes.add(cause);
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
