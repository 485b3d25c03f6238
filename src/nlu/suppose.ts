import type { Content } from '../content/content.ts';
import { anyOf } from '../dialog/phrase.ts';
import type { FactsRead } from './facts/fact-reader.ts';
import { type Normal, partOf } from './normalize.ts';
import { readTimes, type Time } from './time/read-times.ts';
import type { Heard, Reading } from './understanding.ts';

/** What a message only supposes (要是信用卡呢): the facts between "if" and the question; none where it supposes nothing. */
export type Supposer = (normal: Normal, reading: Reading) => readonly Heard[];

/** So much is supposed in one breath; what is longer tells a story. */
const BREATH = 20;

/** Compiles the lists `suppose` and `suppose_asks` of the vocabulary. */
export function createSupposer(
  { slots, roles, holidays, vocabulary: { lists } }: Content,
  facts: (normal: Normal, reading: Reading) => FactsRead,
): Supposer {
  const [opens, asks] = [anyOf(lists.suppose ?? [], lists), anyOf(lists.suppose_asks ?? [], lists)];
  const supposing = new RegExp(`^((?:${opens})+)([^ ,]{1,${BREATH}}?)[ ,]*(?:${asks})[?!。 ]*$`);
  const derived = Object.values(slots).filter((slot) => slot.derived !== null && slot.question !== null);
  return (normal, { at }) => {
    const match = supposing.exec(normal.text);
    if (match === null) return [];
    const [, lead = '', supposed = ''] = match;
    const words = partOf(normal, lead.length, lead.length + supposed.length);
    const read = (asked: string | null): readonly Heard[] => facts(words, { at, asked }).facts;
    const stated = read(null);
    // 23点前 without a day means the day of the sale, so it only tells on which side of the cut-off it was.
    const dayless = readTimes(words.text, at, holidays).some(
      ({ tie, kind }) => tie === 'none' && isClock(kind),
    );
    const sides = dayless ? derived.flatMap(({ id }) => read(id).filter(({ slot }) => slot === id)) : [];
    return [...stated.filter(({ slot }) => sides.length === 0 || slot !== roles.saleTime), ...sides];
  };
}

function isClock(kind: Time['kind']): boolean {
  return kind === 'clock' || kind === 'point';
}
