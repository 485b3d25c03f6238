import type { Content } from '../../content/content.ts';
import { anyOf } from '../../dialog/phrase.ts';
import type { Slot } from '../../dialog/slot.ts';
import { matches } from '../matches.ts';
import { type Normal, originalSpan } from '../normalize.ts';
import { createSieve, type Sieve } from '../sieve/sieve.ts';
import { readTimes, type Time } from '../time/read-times.ts';
import type { Heard, Reading } from '../understanding.ts';
import { findAge } from './ages.ts';
import { findAmount } from './amounts.ts';
import { choose } from './choose.ts';
import { type CodeFinder, createCodeFinder, NO_CODE } from './codes.ts';
import { find, type Reader } from './find.ts';
import { clauseAt, clausesOf, createGuards, type Guards } from './guards.ts';
import { compileSlot, type Found, type OptionMatcher, type SlotMatcher, WEIGHTS } from './matcher.ts';
import { findMistyped } from './names.ts';
import { findOrder } from './orders.ts';
import { findChoice } from './ordinals.ts';
import { createPayoutFinder } from './payout.ts';
import { findTime, intervalOf } from './times.ts';

/** What facts are read with: the checked content, its patterns compiled once. */
interface Patterns {
  readonly content: Content;
  readonly matchers: readonly SlotMatcher[];
  /** the options that the words of a text may say */
  readonly said: Sieve<Saying>;
  readonly guards: Guards;
  readonly correction: RegExp;
  readonly codes: ReadonlyMap<string, CodeFinder>;
  readonly payout: ReturnType<typeof createPayoutFinder>;
}

const NONE: readonly OptionMatcher[] = [];
/** Slots of these kinds are not only found by their phrases. */
const FOUND_OTHERWISE: ReadonlySet<Slot['kind']> = new Set(['amount', 'code']);

/** An option with phrases that count anywhere. */
interface Saying {
  readonly matcher: SlotMatcher;
  readonly option: OptionMatcher;
  readonly says: RegExp;
}

/** What a text states, and whether the open question was met by a plain "I cannot tell" of its own. */
export interface FactsRead {
  readonly facts: readonly Heard[];
  readonly dontKnow: boolean;
}

/** Compiles all patterns of the content; the function returned reads the facts of one normal text. */
export function createFactReader(content: Content): (normal: Normal, reading: Reading) => FactsRead {
  const { lists } = content.vocabulary;
  const slots = Object.values(content.slots).filter(({ id }) => id !== content.roles.issue);
  const known = new Set(Object.keys(content.codes));
  const issue = content.slots[content.roles.issue];
  const matchers = [...slots, ...(issue === undefined ? [] : [issue])].map((slot) =>
    compileSlot(slot, content.vocabulary),
  );
  const patterns: Patterns = {
    content,
    matchers,
    said: createSieve(matchers.flatMap(sayingsOf), ({ says }) => says),
    guards: createGuards(lists),
    correction: new RegExp(anyOf(lists.correction ?? [], lists), 'g'),
    codes: new Map(
      slots
        .filter(({ kind }) => kind === 'code')
        .map(({ id }) => [id, createCodeFinder(id, known, lists)] as const),
    ),
    payout: createPayoutFinder(content.payoutMessages, lists),
  };
  return (normal, reading) => readFacts(patterns, normal, reading);
}

function sayingsOf(matcher: SlotMatcher): Saying[] {
  return matcher.options.flatMap((option) =>
    option.says === null ? [] : [{ matcher, option, says: option.says }],
  );
}

function optionsBySlot(sayings: readonly Saying[]): ReadonlyMap<SlotMatcher, readonly OptionMatcher[]> {
  const options = new Map<SlotMatcher, OptionMatcher[]>();
  for (const { matcher, option } of sayings) {
    const known = options.get(matcher);
    if (known === undefined) options.set(matcher, [option]);
    else known.push(option);
  }
  return options;
}

function readFacts(patterns: Patterns, normal: Normal, reading: Reading): FactsRead {
  const { text } = normal;
  const reader: Reader = { text, clauses: clausesOf(text), guards: patterns.guards };
  const corrections = [...matches(text, patterns.correction)].map(
    ({ 0: mark, index }) => index + mark.length,
  );
  const said = optionsBySlot(patterns.said(text));
  const chosen = new Map<string, Found>();
  for (const matcher of patterns.matchers) {
    const { id, kind } = matcher.slot;
    const options = said.get(matcher) ?? NONE;
    if (options === NONE && id !== reading.asked && !FOUND_OTHERWISE.has(kind)) continue;
    const found = foundFor(patterns, reader, matcher, { ...reading, said: options });
    const one = choose(matcher.slot, found, corrections);
    if (one !== null) chosen.set(one.slot, one);
  }
  const sale = saleTimeOf(patterns, text, reading);
  if (sale !== null) follow(patterns, chosen, orders(patterns, reader, sale, reading));
  follow(patterns, chosen, patterns.payout(text, reading.asked));
  for (const one of [...chosen.values()]) follow(patterns, chosen, impliedBy(patterns.content, one));
  hide(patterns, reader, chosen, reading.asked);
  const facts = [...chosen.values()].map((one) => heardOf(reader, normal, one));
  const asked = patterns.matchers.find(({ slot }) => slot.id === reading.asked);
  return {
    facts: sale === null ? facts : [...facts, timeHeard(patterns, reader, normal, sale)],
    dontKnow: asked?.dontKnow?.test(text) ?? false,
  };
}

function foundFor(
  { content, codes }: Patterns,
  reader: Reader,
  matcher: SlotMatcher,
  reading: Reading & { readonly said: readonly OptionMatcher[] },
): Found[] {
  const { slot } = matcher;
  const asked = slot.id === reading.asked;
  const { text } = reader;
  const finder = codes.get(slot.id);
  if (finder !== undefined) return finder.find(text, asked);
  const found = find(reader, matcher, { said: reading.said, asked });
  const chosen = asked ? findChoice(matcher, text) : [];
  if (slot.kind === 'amount')
    return [...found, ...chosen, ...amountsBeside(found, findAmount(slot, text, asked))];
  if (!asked) return found;
  // 刚办 is a guess where the time is told as well.
  const aged = slot.kind === 'age' ? findAge(slot, text, reading.at, content.holidays) : [];
  if (aged.length > 0 && chosen.length === 0) return aged;
  if (found.length > 0 || chosen.length > 0) return [...found, ...chosen];
  return slot.id === content.roles.brand ? findMistyped(slot, text) : [];
}

/** 上千 is more than the thousand that is read from it: what a phrase says of its own words goes before the number. */
function amountsBeside(found: readonly Found[], amounts: readonly Found[]): readonly Found[] {
  return amounts.filter(({ start, end }) => !found.some((one) => one.start <= start && end <= one.end));
}

/** Adds what follows from other words, where nothing was said about it itself. */
function follow({ content }: Patterns, chosen: Map<string, Found>, following: readonly Found[]): void {
  for (const one of following) {
    if (content.slots[one.slot] !== undefined && !chosen.has(one.slot)) chosen.set(one.slot, one);
  }
}

/** A code is shown by a terminal that refused; the code of a success is not. */
function impliedBy({ slots, codes }: Content, found: Found): Found[] {
  const slot = slots[found.slot];
  if (slot?.kind !== 'code' || found.value === NO_CODE) return [];
  if (codes[found.value]?.class === 'success') return [];
  return Object.entries(slot.implies).map(([other, value]) => ({
    ...found,
    slot: other,
    value,
    weight: WEIGHTS.short,
  }));
}

/** Drops facts of rival slots that were read from the clause which answers the question asked. */
function hide(
  { content }: Patterns,
  { clauses }: Reader,
  chosen: Map<string, Found>,
  asked: string | null,
): void {
  const answer = asked === null ? undefined : chosen.get(asked);
  if (answer === undefined) return;
  const clause = clauseAt(clauses, answer.start);
  for (const rival of content.slots[answer.slot]?.hides ?? []) {
    const other = chosen.get(rival);
    if (other !== undefined && clauseAt(clauses, other.start) === clause) chosen.delete(rival);
  }
}

function heardOf({ clauses, guards }: Reader, normal: Normal, found: Found): Heard {
  const { start, end } = originalSpan(normal, found.start, found.end);
  const said = normal.text.slice(found.start, found.end);
  const hedged = guards.hedged(clauseAt(clauses, found.start));
  return { slot: found.slot, value: found.value, said, start, end, hedged };
}

function saleTimeOf({ content }: Patterns, text: string, { at, asked }: Reading): Time | null {
  const hint = asked === null ? null : asked === content.roles.saleTime ? 'sale' : 'other';
  return findTime(text, { at, asked: hint }, content.holidays);
}

/** What came first, the sale or the deed of a slot, where the text tells both times. */
function orders(
  { content, matchers }: Patterns,
  { text, clauses }: Reader,
  sale: Time,
  { at }: Reading,
): Found[] {
  const deeds = matchers.filter(({ deed }) => deed?.test(text));
  if (deeds.length === 0) return [];
  const times = readTimes(text, at, content.holidays);
  return deeds.flatMap(({ slot, deed }) =>
    deed === null ? [] : findOrder(slot, [deed, clauses], sale, times),
  );
}

function timeHeard(
  { content }: Patterns,
  { clauses, guards, text }: Reader,
  normal: Normal,
  time: Time,
): Heard {
  const { start, end } = originalSpan(normal, time.start, time.end);
  const hedged = guards.hedged(clauseAt(clauses, time.start));
  const said = text.slice(time.start, time.end);
  return { slot: content.roles.saleTime, value: intervalOf(time), said, start, end, hedged };
}
