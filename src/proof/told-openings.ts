import type { Content } from '../content/content.ts';
import type { Dialog, Step } from '../dialog/dialog.ts';
import type { Interval } from '../dialog/slot.ts';
import { type Condition, UNKNOWN } from '../knowledge/condition.ts';
import type { Statements } from './move.ts';
import { representativeTimes, type SaleTime } from './sale-times.ts';
import type { Variant } from './variant.ts';

/** The first message of a talk, and its instant. */
export interface ToldOpening {
  readonly told: Statements;
  readonly at: number;
  /** the sale's time, told or kept for the question */
  readonly span: Interval;
}

type Chance = () => number;

type Told = Record<string, string | Interval>;

const HALF = 0.5;
/** How often one more fact that the tree looks at is told in the first message. */
const MORE = 0.4;
const NO_TIME: SaleTime = { at: 0, span: { from: '', to: '' } };

/** A first message left to chance that tells what the line of a variant demands, or all but what was left out. */
export function openingFor(content: Content, variant: Variant, chance: Chance): ToldOpening {
  const { step, clause, value } = variant;
  const tree = variant.tree ?? pick(Object.values(content.dialogs).flat(), chance) ?? content.first;
  const { at, span } = pick(representativeTimes(content).all, chance) ?? NO_TIME;
  const told: Told = {};
  if (tree.issue !== null) told[content.roles.issue] = tree.issue;
  tellCondition(content, told, tree.when, chance);
  if (variant.tree === null) tellCondition(content, told, { [clause ?? '']: [value ?? ''] }, chance);
  else {
    tellLine(content, told, { ...variant, tree: variant.tree }, chance);
    tellConfirmed(content, told, tree.steps[step], chance);
  }
  while (chance() < MORE) tellMore(content, told, tree, chance);
  const { saleTime } = content.roles;
  if (told[saleTime] !== undefined || chance() < HALF) told[saleTime] = span;
  return { told, at, span };
}

/** Without a clause the line must hold where the clause did not; without a value where that value was told. */
function tellLine(
  content: Content,
  told: Told,
  { tree, step, clause, value }: Variant & { readonly tree: Dialog },
  chance: Chance,
): void {
  const { [clause ?? '']: wanted, ...rest } = tree.steps[step]?.when ?? {};
  tellCondition(content, told, rest, chance);
  if (clause === null || wanted === undefined) return;
  if (value !== null) tellCondition(content, told, { [clause]: [value] }, chance);
  else if (chance() < HALF) tellOther(content, told, [clause, wanted], chance);
}

function tellCondition(content: Content, told: Told, condition: Condition, chance: Chance): void {
  for (const [slot, values] of Object.entries(condition)) {
    const value = pick(
      values.filter((one) => one !== UNKNOWN),
      chance,
    );
    const kind = content.slots[slot];
    if (value === undefined || kind === undefined || told[slot] !== undefined) continue;
    if (kind.derived?.rule === 'code-class') tellCode(content, told, value, chance);
    else if (kind.derived === null || kind.question !== null) told[slot] = value;
  }
}

/** The class of a code is not told but follows from one. */
function tellCode(content: Content, told: Told, value: string, chance: Chance): void {
  const slot = Object.values(content.slots).find(({ kind }) => kind === 'code');
  const codes = Object.values(content.codes).filter((one) => one.class === value);
  const code = pick(codes, chance);
  if (slot !== undefined && code !== undefined) told[slot.id] = code.code;
}

function tellOther(
  content: Content,
  told: Told,
  [slot, values]: readonly [string, readonly string[]],
  chance: Chance,
): void {
  const others = (content.slots[slot]?.options ?? [])
    .map(({ id }) => id)
    .filter((id) => !values.includes(id));
  tellCondition(content, told, { [slot]: others }, chance);
}

/** What is to be confirmed has to be told. */
function tellConfirmed(content: Content, told: Told, line: Step | undefined, chance: Chance): void {
  if (line?.type !== 'confirm') return;
  if (content.slots[line.slot]?.kind === 'time') told[line.slot] = '';
  else tellOther(content, told, [line.slot, []], chance);
}

/** Another fact that some line of the tree looks at. */
function tellMore(content: Content, told: Told, tree: Dialog, chance: Chance): void {
  const looked = tree.steps.flatMap((step) => [
    ...Object.keys(step.when),
    ...(step.type === 'narrow' ? step.slots : []),
  ]);
  const slot = pick(looked, chance);
  if (slot !== undefined) tellOther(content, told, [slot, []], chance);
}

function pick<T>(all: readonly T[], chance: Chance): T | undefined {
  return all[Math.floor(chance() * all.length)];
}
