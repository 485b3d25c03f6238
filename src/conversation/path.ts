import type { Dialog, Step } from '../dialog/dialog.ts';
import type { Known } from '../knowledge/condition.ts';
import { holds } from '../knowledge/condition.ts';
import type { Decision } from './decide.ts';
import type { Expert } from './expert.ts';

/** One stop on the way through a tree: something known, a conclusion that the facts rule out, the question to ask
 * now, or the cause that is reached. */
export type Stop =
  | { readonly type: 'known'; readonly slot: string; readonly value: string }
  | { readonly type: 'excluded'; readonly cause: string }
  | { readonly type: 'ask'; readonly slot: string }
  /** `byRule`: a condition of the tree led there, not the evidence alone */
  | { readonly type: 'reached'; readonly cause: string; readonly byRule: boolean };

/** The way through a tree that the facts have taken, to be drawn. */
export interface Path {
  readonly dialog: string | null;
  readonly title: string | null;
  readonly stops: readonly Stop[];
}

/** The way that led to a decision, from the top of the tree. */
export function pathTo(expert: Expert, { position, situation, dialog, danger }: Decision): Path {
  const { known } = situation;
  const issue = known[expert.content.roles.issue];
  const start: Stop[] =
    issue === undefined ? [] : [{ type: 'known', slot: expert.content.roles.issue, value: issue }];
  const end = stopOf(position);
  const tree = danger === null ? dialog : expert.content.first;
  const way = tree === null ? [] : stopsThrough(tree, known, stepOf(tree, position));
  const stops = [...start, ...once(way, expert.content.roles.issue), ...end];
  return { dialog: tree?.id ?? null, title: tree?.title ?? null, stops };
}

function stopOf(position: Decision['position']): Stop[] {
  switch (position.type) {
    case 'ask':
      return [{ type: 'ask', slot: position.slot }];
    case 'diagnose':
      return [{ type: 'reached', cause: position.cause, byRule: position.byRule }];
    case 'pass':
      return [];
  }
}

function stepOf(tree: Dialog, position: Decision['position']): number {
  return position.type === 'pass' || position.step === null ? tree.steps.length : position.step;
}

function stopsThrough(tree: Dialog, known: Known, end: number): Stop[] {
  return tree.steps.slice(0, end).flatMap((step) => stopsAt(step, known));
}

function stopsAt(step: Step, known: Known): Stop[] {
  if (step.type === 'conclude') return [{ type: 'excluded', cause: step.cause }];
  if (!holds(step.when, known)) return [];
  const slots = step.type === 'narrow' ? step.slots : [step.slot];
  return slots.flatMap((slot): Stop[] => {
    const value = known[slot];
    return value === undefined ? [] : [{ type: 'known', slot, value }];
  });
}

/** Every fact and every cause at its first place only. */
function once(stops: readonly Stop[], issue: string): Stop[] {
  const seen = new Set([issue]);
  return stops.filter((stop) => {
    const key = stop.type === 'known' || stop.type === 'ask' ? stop.slot : `cause ${stop.cause}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
