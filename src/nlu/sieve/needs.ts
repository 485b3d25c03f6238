import { type PatternTree, patternTree } from './pattern-tree.ts';

/** One UTF-16 unit, or two that stand side by side, as a number that is not 0. */
export type Gram = number;

/** Grams of which a text has to hold at least one. */
export type Need = readonly Gram[];

/** What is known of every match of a part of a pattern. */
interface Known {
  /** all it may be, where that is a few strings; of long ones both ends only. null: too many */
  readonly strings: readonly string[] | null;
  /** what the text around it has to hold, whatever its strings tell: all of these, the rarest first */
  readonly needs: readonly Need[];
}

/** So many strings are looked through one by one. */
const FEW = 32;
/** So many needs tell texts apart; more only take time. */
const MOST_NEEDS = 4;
/** What so many grams meet, a pair for one each, is met by too many texts to tell them apart. */
const TELLING = 64;
/** A single character is met so much more often than a pair. */
const SINGLE = 8;

const NOTHING: Known = { strings: null, needs: [] };
const NO_ROOM: readonly string[] = [''];
const EMPTY: Known = { strings: NO_ROOM, needs: [] };

/** Every way in which a pattern may match, by all that a text has to hold for it, the rarest first: where no way has all
 * of its needs met, the pattern matches nowhere in the text. A way without needs is always open. */
export function neededGrams({ source, flags }: RegExp): readonly (readonly Need[])[] {
  const tree = /^g?$/.test(flags) ? patternTree(source) : null;
  return tree === null ? [[]] : waysOf(tree).map((way) => allNeeds(knownOf(way)));
}

/** The gram of a unit, and of it behind another. */
export function gramOf(unit: number, before = 0): Gram {
  return (before << 16) | unit;
}

function waysOf(tree: PatternTree): readonly PatternTree[] {
  return tree.type === 'choice' ? tree.parts.flatMap(waysOf) : [tree];
}

function knownOf(tree: PatternTree): Known {
  switch (tree.type) {
    case 'unit':
      return tree.units === null ? NOTHING : { strings: [...tree.units], needs: [] };
    case 'edge':
      return { ...EMPTY, needs: tree.near === null ? [] : allNeeds(knownOf(tree.near)) };
    case 'repeat':
      return repeated(knownOf(tree.part), tree.least, tree.most);
    case 'choice':
      return anyKnown(tree.parts.map(knownOf));
    case 'sequence':
      return inTurn(tree.parts.map(knownOf));
  }
}

function repeated(part: Known, least: number, most: number): Known {
  if (most === 0) return EMPTY;
  if (least > 0) return most === 1 ? part : { strings: null, needs: allNeeds(part) };
  return { strings: most === 1 && part.strings !== null ? [...part.strings, ''] : null, needs: [] };
}

function anyKnown(parts: readonly Known[]): Known {
  const strings = distinct(parts.flatMap((part) => part.strings ?? []));
  if (strings.length <= FEW && parts.every((part) => part.strings !== null)) return { strings, needs: [] };
  const rarest = parts.map((part) => allNeeds(part)[0]);
  const joined = rarest.every((need) => need !== undefined) ? [distinct(rarest.flat())] : [];
  return { strings: null, needs: joined };
}

/** Parts one behind the other: strings that touch make longer ones, and what any part needs the whole needs. */
function inTurn(parts: readonly Known[]): Known {
  const needs: Need[] = parts.flatMap((part) => part.needs);
  let run: readonly string[] = [''];
  let whole = true;
  for (const { strings } of parts) {
    const longer = strings === null ? null : product(run, strings);
    if (longer === null) {
      needs.push(...needsOf(run));
      whole = false;
    }
    run = longer ?? strings ?? [''];
  }
  return whole
    ? { strings: run, needs: rarestOf(needs) }
    : { strings: null, needs: rarestOf([...needs, ...needsOf(run)]) };
}

function product(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  if (tails === NO_ROOM) return heads;
  if (heads.length * tails.length > FEW) return null;
  return distinct(heads.flatMap((head) => tails.map((tail) => ends(head + tail))));
}

/** The first two units of a string and its last two: more is not looked at. */
function ends(text: string): string {
  return text.length <= 4 ? text : text.slice(0, 2) + text.slice(-2);
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return items.length < 2 ? items : [...new Set(items)];
}

function allNeeds({ strings, needs }: Known): readonly Need[] {
  return strings === null ? needs : rarestOf([...needs, ...needsOf(strings)]);
}

/** Of each string its first gram, and of each its last; nothing where one string is empty. */
function needsOf(strings: readonly string[]): readonly Need[] {
  if (strings.includes('')) return [];
  const first = strings.map((text) => gramAt(text, 0));
  const last = strings.map((text) => gramAt(text, Math.max(0, text.length - 2)));
  const same = first.every((gram, index) => gram === last[index]);
  return same ? [distinct(first)] : [distinct(first), distinct(last)];
}

function gramAt(text: string, at: number): Gram {
  return text.length === 1
    ? gramOf(text.charCodeAt(0))
    : gramOf(text.charCodeAt(at + 1), text.charCodeAt(at));
}

function rarestOf(needs: readonly Need[]): readonly Need[] {
  const [rarest, ...others] = [...needs].sort((a, b) => costOf(a) - costOf(b));
  if (rarest === undefined) return [];
  return [rarest, ...others.filter((need) => costOf(need) <= TELLING).slice(0, MOST_NEEDS - 1)];
}

function costOf(need: Need): number {
  return need.reduce((sum, gram) => sum + (gram >>> 16 === 0 ? SINGLE : 1), 0);
}
