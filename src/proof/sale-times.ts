import { addDays, instantOf } from '../calendar/day.ts';
import type { Content } from '../content/content.ts';
import { isoShanghai } from '../conversation/wording.ts';
import { situationAt } from '../dialog/situation.ts';
import type { Facts, Interval, Slot } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';

/** A sale and the instant (epoch ms) it is talked about. */
export interface SaleTime {
  readonly at: number;
  readonly span: Interval;
}

/** Hours between the sale and the talk. */
const LATER = [0.5, 1.5, 5, 9, 20, 27, 34, 51, 99, 199, 343];
/** Clock times of a sale: noon, near the cut-off on either side, and an evening that leaves the cut-off open. */
const CLOCKS: readonly (readonly [string, string])[] = [
  ['12:00', '12:00'],
  ['22:40', '22:40'],
  ['23:20', '23:20'],
  ['21:00', '23:50'],
];
/** Days around a make-up workday show every kind of day. */
const AROUND = 17;

/** Sale times that stand for all others, each a cover as small as greedy choice finds it. */
export interface SaleTimes {
  /** together they show, for every settlement mode, each combination of derived values that any time shows */
  readonly all: readonly SaleTime[];
  /** together they show each due state with each side of the cut-off, and each other derived value */
  readonly main: readonly SaleTime[];
}

const found = new WeakMap<Content, SaleTimes>();

/** The representatives among sales around a make-up workday and talks up to a fortnight later; sought once for a
 * content. */
export function representativeTimes(content: Content): SaleTimes {
  const times = found.get(content) ?? seek(content);
  found.set(content, times);
  return times;
}

function seek(content: Content): SaleTimes {
  const open = candidates(content).map((time) => ({ time, shows: shownBy(content, time) }));
  const main = cover(
    open.map(({ time, shows }) => ({ time, shows: shows.flatMap((one) => mainFeatures(content, one)) })),
  );
  const shown = new Set(main.flatMap((time) => shownBy(content, time)));
  const rest = cover(
    open.map(({ time, shows }) => ({ time, shows: shows.filter((one) => !shown.has(one)) })),
  );
  return { all: [...main, ...rest], main };
}

interface Candidate {
  readonly time: SaleTime;
  readonly shows: readonly string[];
}

function cover(candidates: readonly Candidate[]): readonly SaleTime[] {
  const left = new Set(candidates.flatMap(({ shows }) => shows));
  const chosen: SaleTime[] = [];
  while (left.size > 0) {
    const fresh = candidates.map(({ shows }) => new Set(shows.filter((one) => left.has(one))).size);
    const best = candidates[fresh.indexOf(Math.max(...fresh))];
    if (best === undefined) break;
    for (const one of best.shows) left.delete(one);
    chosen.push(best.time);
  }
  return chosen;
}

function candidates(content: Content): SaleTime[] {
  const makeUp = Object.keys(content.holidays.work).sort().at(-1) ?? `${content.holidays.lastYear}-10-10`;
  const days = Array.from({ length: 2 * AROUND }, (_, i) => addDays(makeUp, i - AROUND));
  return days.flatMap((day) =>
    CLOCKS.flatMap(([start, end]) => {
      const [from, to] = [instantOf(day, start), instantOf(day, end)];
      const span = { from: isoShanghai(from), to: isoShanghai(to) };
      return LATER.map((hours) => ({ at: to + hours * 3_600_000, span }));
    }),
  );
}

/** What follows from a sale time under every settlement mode. */
function shownBy(content: Content, time: SaleTime): string[] {
  return modesOf(content).map((mode) => `${mode} ${consequences(content, time, { mode, window: null })}`);
}

/** Of all that a time shows under a mode: each value, each value with the mode, and each with the side of the cut-off. */
function mainFeatures(content: Content, shown: string): string[] {
  const [mode, ...values] = shown.split(' ');
  const side = values[derivedSlots(content).findIndex(({ id }) => id === cutoffSlot(content))];
  const due = values[derivedSlots(content).findIndex(({ derived }) => derived?.rule === 'due-state')];
  return [...values.map((value, i) => `${i} ${value}`), `${due} by ${mode}`, `${due} at ${side}`];
}

function derivedSlots(content: Content): readonly Slot[] {
  return Object.values(content.slots).filter((slot) => slot.derived !== null);
}

/** The settlement modes, and "do not know". */
export function modesOf(content: Content): readonly string[] {
  const slot = content.slots[content.roles.settlementMode];
  return [...(slot?.options ?? []).map((option) => option.id), UNKNOWN];
}

/** A settlement mode, and the stated side of the cut-off, if any. */
interface Terms {
  readonly mode: string;
  readonly window: string | null;
}

/** What follows from a sale time under these terms, as a name: equal names mean equal consequences. */
export function consequences(content: Content, time: SaleTime, terms: Terms): string {
  return Object.values(consequencesOf(content, time, terms)).join(' ');
}

/** Derived slot → its value; "?" where the time leaves it open, "-" where nothing follows. */
export function consequencesOf(
  content: Content,
  { at, span }: SaleTime,
  { mode, window }: Terms,
): Readonly<Record<string, string>> {
  const { saleTime, settlementMode } = content.roles;
  const stated = (value: string | Interval) => ({ value, said: '', turn: 0 });
  const side = cutoffSlot(content);
  const facts: Facts = {
    [saleTime]: stated(span),
    [settlementMode]: stated(mode),
    ...(side === null || window === null ? {} : { [side]: stated(window) }),
  };
  const { known, open } = situationAt(content, facts, at);
  return Object.fromEntries(
    derivedSlots(content).map(({ id }) => [id, open.has(id) ? '?' : (known[id] ?? '-')]),
  );
}

/** The slot that says on which side of the cut-off a sale was, or null. */
export function cutoffSlot(content: Content): string | null {
  return Object.values(content.slots).find((slot) => slot.derived?.rule === 'cutoff-window')?.id ?? null;
}
