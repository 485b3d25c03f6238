import type { Content } from '../content/content.ts';
import { type Decision, decide } from '../conversation/decide.ts';
import type { Expert } from '../conversation/expert.ts';
import { entropy } from '../diagnosis/gain.ts';
import { posterior } from '../diagnosis/rank.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Facts } from '../dialog/slot.ts';
import { isOpen } from '../dialog/walk.ts';
import { holds, UNKNOWN } from '../knowledge/condition.ts';
import { type Findings, stepOf } from './finding.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { capacity, type FreePart, greedyQuestions, leastQuestions } from './free-order.ts';
import { type Merchant, MerchantModel } from './merchant-model.ts';
import { representativeTimes } from './sale-times.ts';
import type { Start } from './walkthrough.ts';

/** How the questions of one start compare with what is possible. Numbers of questions are means. */
export interface Economy {
  readonly start: Start;
  /** of the engine, over merchants drawn from the evidence */
  readonly ours: number;
  /** of the tree's own questions if their order were free, each time the one that teaches most */
  readonly greedy: number;
  /** the least that any order of them needs, or a bound of it */
  readonly least: number;
  readonly exact: boolean;
  /** no order of questions that ends as sure as ours can need fewer */
  readonly entropyBound: number;
  /** share of the drawn merchants whose cause came out first */
  readonly right: number;
  /** the part whose order the tree leaves free: the engine's, and the least possible or a bound of it; null where
   * the tree leaves none */
  readonly free: { readonly ours: number; readonly least: number; readonly exact: boolean } | null;
}

/** Merchants drawn for every start. */
const DRAWN = 200;
/** Different beginnings of a free part that are looked at for every start. */
const KINDS = 5;
/** Sets of answers that are looked through exactly. */
const EXACT = 30_000;

/** The economy of one start under the authored evidence; the same on every run. */
export function economyOf(expert: Expert, start: Start): Economy {
  const number = fixedNumbers(1);
  const model = new MerchantModel(expert, representativeTimes(expert.content), start);
  const talks = Array.from({ length: DRAWN }, () => talk(expert, model.draw(number), start));
  return summary(expert, start, talks);
}

/** A free part may need so much more than the least. */
const SLACK = 1.05;

/** Notes the starts whose free part asks clearly more than the least that is possible, and the trees whose laid down
 * order asks more than a free one and that do not say why. */
export function checkEconomy({ content }: Expert, found: readonly Economy[], findings: Findings): void {
  for (const economy of found) {
    const { free, ours, greedy } = economy;
    const tree = treeOf(content, economy);
    const where = stepOf(tree?.id ?? '', null);
    if (free !== null && free.ours > free.least * SLACK) {
      const figures = `平均 ${free.ours.toFixed(2)} 个，最少 ${free.least.toFixed(2)} 个`;
      findings.add('DZ140', where, `顺序自由的提问${figures}`);
    }
    if (ours <= greedy * SLACK || tree?.order != null) continue;
    const cost = `平均 ${ours.toFixed(2)} 个，顺序自由时 ${greedy.toFixed(2)} 个`;
    findings.add('DZ141', where, `树定的顺序多问了：${cost}，文件里要用 order 写明为什么这样排`);
  }
}

/** The tree that the talks of a start go through. */
export function treeOf({ dialogs, roles }: Content, { start }: Pick<Economy, 'start'>): Dialog | null {
  const trees = dialogs[start[roles.issue] ?? ''] ?? [];
  return trees.find(({ when }) => holds(when, start)) ?? null;
}

interface Talk {
  readonly questions: number;
  readonly bitsBefore: number;
  readonly bitsAfter: number;
  readonly right: boolean;
  /** where the tree first left the order free */
  readonly part: FreePart | null;
}

/** One talk: the engine decides, the merchant answers. */
function talk(expert: Expert, { at, answers, cause }: Merchant, start: Start): Talk {
  const asked = new Set<string>();
  let facts = factsOf(start);
  let decision = decide(expert, facts, asked, at);
  const bitsBefore = entropy(decision.distribution);
  let part: FreePart | null = null;
  while (decision.position.type === 'ask') {
    const { slot } = decision.position;
    part ??= partOf(expert, decision, asked.size);
    asked.add(slot);
    facts = { ...facts, ...factsOf({ [slot]: answers[slot] ?? UNKNOWN }) };
    decision = decide(expert, facts, asked, at);
  }
  const first =
    decision.danger ??
    expert.evidence.causes[decision.distribution.indexOf(Math.max(...decision.distribution))];
  const bitsAfter = entropy(decision.distribution);
  return { questions: asked.size, bitsBefore, bitsAfter, right: first === cause, part };
}

function factsOf(statements: Readonly<Record<string, Facts[string]['value']>>): Facts {
  return Object.fromEntries(
    Object.entries(statements).map(([slot, value]) => [slot, { value, said: '', turn: 0 }]),
  );
}

/** The free part that begins at a decision, or null where the tree itself says what to ask. */
function partOf(
  expert: Expert,
  { position, dialog, situation, distribution }: Decision,
  asked: number,
): FreePart | null {
  const step = position.type === 'ask' && position.step !== null ? dialog?.steps[position.step] : undefined;
  if (dialog === null || step?.type !== 'narrow') return null;
  const slots = step.slots.filter((slot) => isOpen(slot, situation, expert.content.slots));
  return { distribution, slots, budget: dialog.atMost - asked };
}

function summary(expert: Expert, start: Start, talks: readonly Talk[]): Economy {
  const mean = (figure: (one: Talk) => number): number =>
    talks.reduce((sum, one) => sum + figure(one), 0) / Math.max(1, talks.length);
  const most = Math.max(...Object.keys(expert.evidence.slots).map((slot) => capacity(expert.evidence, slot)));
  const whole = wholePart(expert, start);
  const depth = exactDepth(whole);
  const parts = talks.flatMap(({ part }) => (part === null ? [] : [part]));
  return {
    start,
    ours: mean(({ questions }) => questions),
    greedy: greedyQuestions(expert.evidence, whole),
    least: leastQuestions(expert.evidence, whole, depth),
    exact: depth >= Math.min(whole.budget, whole.slots.length),
    entropyBound: Math.max(0, mean(({ bitsBefore, bitsAfter }) => bitsBefore - bitsAfter) / most),
    right: mean(({ right }) => (right ? 1 : 0)),
    free: parts.length === 0 ? null : freeOrder(expert, parts),
  };
}

/** All questions of a tree as if their order were free. The time of the sale counts as what follows from it most
 * often: whether the money is due. */
function wholePart(expert: Expert, start: Start): FreePart {
  const { content, evidence } = expert;
  const dialog = treeOf(content, { start });
  const due = Object.values(content.slots).find(({ derived }) => derived?.rule === 'due-state')?.id;
  const slots = (dialog?.steps ?? []).flatMap((step) =>
    step.type === 'narrow' ? step.slots : step.type === 'conclude' ? [] : [step.slot],
  );
  const asked = slots.map((slot) => (slot === content.roles.saleTime ? (due ?? slot) : slot));
  const open = [...new Set(asked)].filter(
    (slot) => evidence.slots[slot] !== undefined && start[slot] === undefined,
  );
  return { distribution: posterior(evidence, start), slots: open, budget: dialog?.atMost ?? 0 };
}

/** The commonest free parts, each reckoned once and counted as often as it came. */
function freeOrder(expert: Expert, parts: readonly FreePart[]): NonNullable<Economy['free']> {
  const kinds = new Map<string, { part: FreePart; times: number }>();
  for (const part of parts) {
    const key = JSON.stringify([part.slots, part.budget, part.distribution.map((p) => p.toFixed(9))]);
    const times = 1 + (kinds.get(key)?.times ?? 0);
    kinds.set(key, { part, times });
  }
  const common = [...kinds.values()].sort((a, b) => b.times - a.times).slice(0, KINDS);
  const total = common.reduce((sum, { times }) => sum + times, 0);
  const mean = (figure: (part: FreePart) => number): number =>
    common.reduce((sum, { part, times }) => sum + (figure(part) * times) / total, 0);
  return {
    ours: mean((part) => greedyQuestions(expert.evidence, part)),
    least: mean((part) => leastQuestions(expert.evidence, part, exactDepth(part))),
    exact: common.every(({ part }) => exactDepth(part) >= Math.min(part.budget, part.slots.length)),
  };
}

/** How many questions can be looked through: sets of so many slots, with about five answers to each. */
function exactDepth({ slots, budget }: FreePart): number {
  let sets = 1;
  for (let depth = 0; depth < Math.min(budget, slots.length); depth++) {
    sets *= (5 * (slots.length - depth)) / (depth + 1);
    if (sets > EXACT) return depth;
  }
  return budget;
}
