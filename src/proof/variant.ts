import type { Content } from '../content/content.ts';
import type { Dialog, Step } from '../dialog/dialog.ts';
import { type Condition, holds, type Known, UNKNOWN } from '../knowledge/condition.ts';
import { stepOf, type Where } from './finding.ts';

/** The content without one part of a tree: a line, a condition of it, one value of that, a slot of a `narrow`; or
 * without what follows from an option. */
export interface Variant {
  /** null where every tree reads it: what follows from an option */
  readonly tree: Dialog | null;
  readonly step: number;
  readonly where: Where;
  /** what is left out, as an author reads it */
  readonly left: string;
  /** the clause that is left out or lost a value, and that value; the slot and the option that something followed from */
  readonly clause: string | null;
  readonly value: string | null;
  readonly content: Content;
  /** whether the line reads otherwise where this is known */
  readonly flips: (known: Known) => boolean;
}

type Reduction = Pick<Variant, 'left' | 'clause' | 'value' | 'flips'> & {
  readonly to: Step;
  readonly path: readonly (string | number)[];
};

/** Every part of every tree that could be left out, each time with the content that would be left. */
export function variantsOf(content: Content): readonly Variant[] {
  const trees = [content.first, ...Object.values(content.dialogs).flat()];
  const parts = trees.flatMap((tree) =>
    tree.steps.flatMap((step, index) =>
      reductionsOf(content, step).map(({ to, path, ...reduction }) => {
        const line = stepOf(tree.id, index);
        const steps = tree.steps.map((one, i) => (i === index ? to : one));
        return {
          ...reduction,
          tree,
          step: index,
          where: { ...line, path: [...line.path, ...path] },
          content: withTree(content, { ...tree, steps }),
        };
      }),
    ),
  );
  return [...parts, ...impliedLess(content)];
}

function impliedLess(content: Content): readonly Variant[] {
  return Object.values(content.slots).flatMap((slot) =>
    slot.options.flatMap((option) =>
      Object.keys(option.implies).map((other) => {
        const { [other]: _, ...implies } = option.implies;
        const options = slot.options.map((one) => (one === option ? { ...one, implies } : one));
        const name = content.slots[other]?.name ?? other;
        return {
          tree: null,
          step: 0,
          where: { file: 'dialogs/slots.yaml', path: [slot.name, 'options', option.name, 'implies', name] },
          left: `由“${option.name}”推出的“${name}”`,
          clause: slot.id,
          value: option.id,
          content: { ...content, slots: { ...content.slots, [slot.id]: { ...slot, options } } },
          flips: (known: Known) => known[slot.id] === option.id,
        };
      }),
    ),
  );
}

/** A line that is gone leaves one that never holds, so that the others keep their numbers. */
const NEVER: Condition = { '': [] };

function reductionsOf(content: Content, step: Step): readonly Reduction[] {
  // The form demands a last line without a condition; it weighs nothing where the evidence decides.
  if (step.type === 'conclude' && Object.keys(step.when).length === 0) return [];
  const line = {
    to: { ...step, when: NEVER },
    left: '这一步',
    clause: null,
    value: null,
    path: [],
    flips: (known: Known) => holds(step.when, known),
  };
  return [line, ...clausesLess(content, step), ...slotsLess(content, step)];
}

/** A conclusion that lost its only condition is left out: the form refuses what then stands after it. */
function clausesLess(content: Content, step: Step): readonly Reduction[] {
  return Object.entries(step.when).flatMap(([clause, values]) => {
    const name = content.slots[clause]?.name ?? clause;
    const { [clause]: _, ...rest } = step.when;
    const to = (when: Condition) => ({
      to: { ...step, when },
      clause,
      flips: (known: Known) => holds(when, known) !== holds(step.when, known),
    });
    const whole = { ...to(rest), left: `条件“${name}”`, value: null, path: ['when', name] };
    const single = values.map((value, i) => ({
      ...to({ ...step.when, [clause]: values.filter((one) => one !== value) }),
      left: `“${name}”的“${valueName(content, clause, value)}”`,
      value,
      path: ['when', name, i],
    }));
    const clauses = Object.keys(rest).length > 0 || step.type !== 'conclude' ? [whole] : [];
    return values.length > 1 ? [...clauses, ...single] : clauses;
  });
}

function slotsLess(content: Content, step: Step): readonly Reduction[] {
  if (step.type !== 'narrow' || step.slots.length < 2) return [];
  return step.slots.map((slot, i) => ({
    to: { ...step, slots: step.slots.filter((one) => one !== slot) },
    left: `“${content.slots[slot]?.name ?? slot}”`,
    clause: null,
    value: null,
    path: ['narrow', i],
    flips: (known: Known) => holds(step.when, known) && known[slot] === undefined,
  }));
}

function valueName({ slots }: Content, slot: string, value: string): string {
  if (value === UNKNOWN) return '不知道';
  return slots[slot]?.options.find(({ id }) => id === value)?.name ?? value;
}

function withTree(content: Content, tree: Dialog): Content {
  if (tree.id === content.first.id) return { ...content, first: tree };
  const dialogs = Object.entries(content.dialogs).map(([issue, own]) => [
    issue,
    own.map((one) => (one.id === tree.id ? tree : one)),
  ]);
  return { ...content, dialogs: Object.fromEntries(dialogs) };
}
