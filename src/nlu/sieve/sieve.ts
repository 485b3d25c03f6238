import { featureTable, rowOf } from '../classifier/feature-table.ts';
import { areMarked, type Marks, mark, markedOf, marksFor, nextMarked } from './marks.ts';
import { type Gram, gramOf, type Need, neededGrams } from './needs.ts';

/** Of many items those whose pattern a text may match, in their order, by one look at the characters of the text. What
 * is left out matches nowhere in it. */
export type Sieve<Item> = (text: string) => readonly Item[];

/** A way in which the pattern of an item may match. */
interface Way {
  readonly item: number;
  readonly needs: readonly Need[];
}

/** Compiles a sieve of items by the pattern of each. */
export function createSieve<Item extends object>(
  items: readonly Item[],
  patternOf: (item: Item) => RegExp,
): Sieve<Item> {
  const ways = items.flatMap((one, item): Way[] =>
    neededGrams(patternOf(one)).map((needs) => ({ item, needs })),
  );
  const open = marksFor(items.length);
  for (const way of ways) if (way.needs.length === 0) mark(open, way.item);
  const pass = passing(ways.filter(({ needs }) => needs.length > 0));
  return (text) => {
    const passed = open.slice();
    pass(text, passed);
    return markedOf(items, passed);
  };
}

/** Marks the items of the ways whose needs a text meets. The first needs of all ways come first: only where such a one
 * is met the others of its way are looked at. */
function passing(ways: readonly Way[]): (text: string, passed: Marks) => void {
  const needs = [...ways.map((way) => way.needs[0] ?? []), ...ways.flatMap((way) => way.needs.slice(1))];
  const meet = meeting(needs);
  const met = marksFor(needs.length);
  const items = Int32Array.from(ways, ({ item }) => item);
  const others = startsOf(
    ways.map((way) => way.needs.length - 1),
    ways.length,
  );
  return (text, passed) => {
    met.fill(0);
    meet(text, met);
    for (let way = nextMarked(met, 0); way >= 0 && way < items.length; way = nextMarked(met, way + 1)) {
      if (areMarked(met, others[way] ?? 0, others[way + 1] ?? 0)) mark(passed, items[way] ?? 0);
    }
  };
}

/** Where each of several stretches begins that lie one behind the other, and where the last ends. */
function startsOf(lengths: readonly number[], from = 0): Int32Array {
  const starts = new Int32Array(lengths.length + 1).fill(from);
  for (const [index, length] of lengths.entries()) starts[index + 1] = (starts[index] ?? 0) + length;
  return starts;
}

/** Marks the needs that the grams of a text meet. */
function meeting(needs: readonly Need[]): (text: string, met: Marks) => void {
  const met = needsByGram(needs);
  const table = featureTable([...met.keys()]);
  const places = Int32Array.from([...met.values()].flat());
  const starts = startsOf([...met.values()].map(({ length }) => length));
  const markAll = (marks: Marks, gram: Gram): void => {
    const row = rowOf(table, gram);
    if (row < 0) return;
    const end = starts[row + 1] ?? 0;
    for (let i = starts[row] ?? 0; i < end; i++) mark(marks, places[i] ?? 0);
  };
  return (text, marks) => {
    let before = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      markAll(marks, gramOf(unit));
      markAll(marks, gramOf(unit, before));
      before = unit;
    }
  };
}

function needsByGram(needs: readonly Need[]): ReadonlyMap<Gram, readonly number[]> {
  const met = new Map<Gram, number[]>();
  for (const [index, grams] of needs.entries()) {
    for (const gram of grams) {
      const known = met.get(gram);
      if (known === undefined) met.set(gram, [index]);
      else known.push(index);
    }
  }
  return met;
}
