import { questioner } from '../diagnosis/gain.ts';
import { posterior } from '../diagnosis/rank.ts';
import type { Dialog, Position } from '../dialog/dialog.ts';
import { type Situation, situationAt } from '../dialog/situation.ts';
import type { Told } from '../dialog/slot.ts';
import { type Narrow, type Walking, walk } from '../dialog/walk.ts';
import { holds } from '../knowledge/condition.ts';
import type { Expert } from './expert.ts';

/** Above this probability the first cause is taken as found; a further question would only annoy. */
export const SURE = 0.85;

/** A question that is expected to teach less than this many bits is not asked. */
export const LEAST_BITS = 0.12;

/** What the tree concludes is evidence too: an author's explicit rule is right about nine times of ten. A tree's
 * last, unconditional line is no rule but what is left over, and weighs nothing. */
const RULE_ODDS = 10;

/** While there is still something to ask, the rule that would be next counts for less. */
const PENDING_ODDS = 3;

/** Everything known and reckoned at one point of a talk, and what to do next. */
export interface Decision {
  readonly position: Position;
  readonly situation: Situation;
  /** P(cause), in the order of expert.evidence.causes */
  readonly distribution: readonly number[];
  readonly dialog: Dialog | null;
  /** a danger sign was found: this cause comes first whatever the others weigh */
  readonly danger: string | null;
  /** the instant it was taken at, epoch ms */
  readonly at: number;
}

/** Reads danger signs, then the tree of the issue. Once the tree's bound of questions is reached, or where the
 * tree ends, the evidence decides. `asked`: slots put so far, each counted once. */
export function decide(
  expert: Expert,
  facts: Readonly<Record<string, Told>>,
  asked: ReadonlySet<string>,
  at: number,
): Decision {
  const { content, evidence } = expert;
  const situation = situationAt(content, facts, at);
  const distribution = posterior(evidence, situation.known, situation.hedged);
  const dialog = treeFor(expert, situation);
  const settled: Walking = { slots: content.slots, asked, narrow: () => null };
  const narrow = narrowBy(expert, () => {
    const pending = dialog === null ? null : walk(dialog, situation, settled);
    return withRule(expert, distribution, pending, PENDING_ODDS);
  });
  const walking = { ...settled, narrow };
  const base = { situation, distribution, dialog, danger: null, at };
  const first = walk(content.first, situation, walking);
  if (first.type === 'diagnose') return { ...base, position: first, danger: first.cause };
  if (dialog === null)
    return { ...base, position: { type: 'ask', slot: content.roles.issue, say: null, step: null } };
  const questions = asked.size - (asked.has(content.roles.issue) ? 1 : 0);
  const reached = walk(dialog, situation, walking);
  if (reached.type === 'diagnose') {
    return { ...base, position: reached, distribution: withRule(expert, distribution, reached, RULE_ODDS) };
  }
  if (reached.type === 'pass') return { ...base, position: likeliest(expert, distribution) };
  const open = questions < dialog.atMost || asked.has(reached.slot);
  return { ...base, position: open ? reached : likeliest(expert, distribution) };
}

function withRule(
  expert: Expert,
  distribution: readonly number[],
  reached: Position | null,
  odds: number,
): readonly number[] {
  if (reached?.type !== 'diagnose' || !reached.byRule) return distribution;
  const rule = expert.evidence.causes.indexOf(reached.cause);
  const weighed = distribution.map((p, c) => (c === rule ? p * odds : p));
  const sum = weighed.reduce((total, p) => total + p, 0);
  return weighed.map((p) => p / sum);
}

/** While the first cause is not sure, the slot that teaches most. The distribution counts the rule that the tree
 * would conclude by if nothing more were asked; it is reckoned where a tree wants it. */
function narrowBy(expert: Expert, reckon: () => readonly number[]): Narrow {
  let narrow: Narrow | null = null;
  return (slots) => {
    narrow ??= narrowWith(expert, reckon());
    return narrow(slots);
  };
}

function narrowWith(expert: Expert, distribution: readonly number[]): Narrow {
  if (greatest(distribution) >= SURE) return () => null;
  const ask = questioner(expert.evidence, distribution, LEAST_BITS);
  return (slots) => ask(slots)?.slot ?? null;
}

/** How likely the first cause is. */
export function greatest(distribution: readonly number[]): number {
  let most = 0;
  for (const p of distribution) if (p > most) most = p;
  return most;
}

function likeliest(expert: Expert, distribution: readonly number[]): Position {
  const best = distribution.indexOf(greatest(distribution));
  return { type: 'diagnose', cause: expert.evidence.causes[best] ?? '', byRule: false, step: null };
}

/** The tree of the issue in hand: the first whose special case holds. */
function treeFor(expert: Expert, situation: Situation): Dialog | null {
  const issue = situation.known[expert.content.roles.issue];
  const trees = issue === undefined ? [] : (expert.content.dialogs[issue] ?? []);
  return trees.find((tree) => holds(tree.when, situation.known)) ?? null;
}
