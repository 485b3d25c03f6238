import { type Condition, UNKNOWN } from '../knowledge/condition.ts';
import type { Dialog, Step } from './dialog.ts';
import type { Slot } from './slot.ts';

/** The names that a drawing shows instead of ids. */
export interface Names {
  readonly slots: Readonly<Record<string, Slot>>;
  /** cause id → name and sources */
  readonly causes: Readonly<Record<string, { readonly name: string; readonly sources?: readonly string[] }>>;
}

/** What a walk over all talks saw of a line: how many states stand there, and the shortest talk that leads there. */
export interface Seen {
  readonly states: number;
  readonly talk: readonly string[];
}

/** A tree as a Mermaid flowchart: questions are boxes, conditions rhombs, causes rounded. Each line shows the sources of its cause
 * and how many states stand there; where one points at it, the shortest talk that leads there. */
export function mermaid(dialog: Dialog, names: Names, seen: (step: number) => Seen | null): string {
  const entries = dialog.steps.map((step, i) => (isConditional(step) ? `c${i}` : `a${i}`));
  const lines = dialog.steps.flatMap((step, i) => [
    ...condition(step, i, entries[i + 1], names),
    ...action(step, [i, seen(i)], entries[i + 1], names),
  ]);
  const start = `start([${quoted([dialog.title, ...dialog.sources].join(' '))}])`;
  const first = entries[0] === undefined ? [start] : [`${start} --> ${entries[0]}`];
  const talks = dialog.steps.flatMap((_, i) => talkAt(i, seen(i)));
  return `${['flowchart TD', ...[...first, ...lines, ...talks].map((line) => `  ${line}`)].join('\n')}\n`;
}

/** A tooltip needs a link; this one leads nowhere. */
function talkAt(i: number, seen: Seen | null): string[] {
  return seen === null ? [] : [`click a${i} href "#" ${quoted(seen.talk.join(' / '))}`];
}

/** A tree as an HTML list, to be read without any tool: every line with its condition, how many states reach it, the
 * shortest talk that leads there, and the sources. */
export function outline(dialog: Dialog, names: Names, seen: (step: number) => Seen | null): string {
  const items = dialog.steps.map((step, index) => {
    const when = isConditional(step) ? `<i>${escaped(conditionText(step.when, names))}</i> → ` : '';
    const tag = step.type === 'conclude' ? 'b' : 'span';
    const text = `<${tag}>${escaped(actionText(step, names))}</${tag}>`;
    return `<li class="${step.type}">${when}${text}${sourcesText(step, names)}${seenText(seen(index))}</li>`;
  });
  const sources =
    dialog.sources.length === 0 ? '' : `<p><small>${escaped(dialog.sources.join(' '))}</small></p>`;
  return `<section id="${escaped(dialog.id)}"><h2>${escaped(dialog.title)}</h2>${sources}<ol>${items.join('')}</ol></section>`;
}

function sourcesOf(step: Step, { causes }: Names): readonly string[] {
  return step.type === 'conclude' ? (causes[step.cause]?.sources ?? []) : [];
}

function sourcesText(step: Step, names: Names): string {
  const sources = sourcesOf(step, names);
  return sources.length === 0 ? '' : ` <small>${escaped(sources.join(' '))}</small>`;
}

function seenText(seen: Seen | null): string {
  if (seen === null) return ' <em>0</em>';
  const talk = seen.talk.map((line) => `<p>${escaped(line)}</p>`).join('');
  return ` <details><summary>${seen.states}</summary>${talk}</details>`;
}

function condition(step: Step, i: number, next: string | undefined, names: Names): string[] {
  if (!isConditional(step)) return [];
  const held = `c${i}{${quoted(conditionText(step.when, names))}} -- ✓ --> a${i}`;
  return next === undefined ? [held] : [held, `c${i} -- ✗ --> ${next}`];
}

function action(
  step: Step,
  [i, seen]: readonly [number, Seen | null],
  next: string | undefined,
  names: Names,
): string[] {
  const below = [...sourcesOf(step, names), `(${seen?.states ?? 0})`].join(' ');
  const text = quoted(`${actionText(step, names)}<br/>${below}`);
  if (step.type === 'conclude') return [`a${i}([${text}])`];
  return next === undefined ? [`a${i}[${text}]`] : [`a${i}[${text}] --> ${next}`];
}

function isConditional(step: Step): boolean {
  return Object.keys(step.when).length > 0;
}

function actionText(step: Step, names: Names): string {
  switch (step.type) {
    case 'conclude':
      return names.causes[step.cause]?.name ?? step.cause;
    case 'ask':
      return names.slots[step.slot]?.question ?? names.slots[step.slot]?.name ?? step.slot;
    case 'confirm':
      return step.say;
    case 'narrow':
      return step.slots.map((id) => `${names.slots[id]?.name ?? id}?`).join(' / ');
  }
}

function conditionText(when: Condition, names: Names): string {
  return Object.entries(when)
    .map(([id, values]) => {
      const slot = names.slots[id];
      const named = values.map((value) => optionName(slot, value));
      return `${slot?.name ?? id} = ${named.join(' / ')}`;
    })
    .join(' ∧ ');
}

function optionName(slot: Slot | undefined, value: string): string {
  return value === UNKNOWN ? '?' : (slot?.options.find((option) => option.id === value)?.name ?? value);
}

// Mermaid ends a quoted text at a quote and reads "#" as the start of a character's number.
function quoted(text: string): string {
  return `"${text.replaceAll('#', '#35;').replaceAll('"', '#quot;')}"`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
