import { bestQuestion } from '../diagnosis/gain.ts';
import { posterior } from '../diagnosis/rank.ts';
import type { Dialog, Position } from '../dialog/dialog.ts';
import { type Situation, situationAt } from '../dialog/situation.ts';
import type { Facts } from '../dialog/slot.ts';
import { isOpen, walk } from '../dialog/walk.ts';
import type { Expert } from './expert.ts';

/** Above this probability the first cause is taken as found; a further question would only annoy. */
const SURE = 0.85;

/** A question that is expected to teach less than this many bits is not asked. */
const LEAST_BITS = 0.12;

/** Everything known and reckoned at one point of a talk, and what to do next. */
export interface Decision {
  readonly position: Position;
  readonly situation: Situation;
  /** P(cause), in the order of expert.evidence.causes */
  readonly distribution: readonly number[];
  readonly dialog: Dialog | null;
  /** a danger sign was found: this cause comes first whatever the others weigh */
  readonly danger: string | null;
}

/** Reads danger signs, then the tree of the issue; where the tree has concluded and the causes are still too
 * close to call, the slot that teaches most. `asked`: questions put so far, each once. */
export function decide(expert: Expert, facts: Facts, asked: ReadonlySet<string>, at: number): Decision {
  const { content, evidence } = expert;
  const situation = situationAt(content, facts, at);
  const distribution = posterior(evidence, situation.known, situation.hedged);
  const first = walk(content.first, situation, content.slots);
  const issue = situation.known[content.roles.issue];
  const dialog = issue === undefined ? null : (content.dialogs[issue] ?? null);
  const base = { situation, distribution, dialog, danger: null };
  if (first.type === 'diagnose') return { ...base, position: first, danger: first.cause };
  if (dialog === null) return { ...base, position: { type: 'ask', slot: content.roles.issue } };
  const reached = walk(dialog, situation, content.slots);
  const questions = [...asked].filter((slot) => slot !== content.roles.issue).length;
  if (questions >= dialog.atMost) return { ...base, position: conclusion(expert, distribution) };
  if (reached.type === 'ask') return { ...base, position: reached };
  return { ...base, position: narrowed(expert, dialog, base) ?? conclusion(expert, distribution) };
}

function narrowed(
  expert: Expert,
  dialog: Dialog,
  base: { readonly situation: Situation; readonly distribution: readonly number[] },
): Position | null {
  if (Math.max(...base.distribution) >= SURE) return null;
  const open = dialog.narrow.filter((slot) => isOpen(slot, base.situation, expert.content.slots));
  const best = bestQuestion(expert.evidence, base.distribution, open, LEAST_BITS);
  return best === null ? null : { type: 'ask', slot: best.slot };
}

function conclusion(expert: Expert, distribution: readonly number[]): Position {
  const best = distribution.indexOf(Math.max(...distribution));
  return { type: 'diagnose', cause: expert.evidence.causes[best] ?? '' };
}
