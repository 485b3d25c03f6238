import type { Content } from '../content/content.ts';
import { phraseSource } from '../dialog/phrase.ts';
import type { Option, Slot } from '../dialog/slot.ts';
import { type Example, exampleReader, withOnly } from './example.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { textMatching } from './sample-text.ts';

/** One way of saying an option. */
export interface Phrase {
  readonly slot: Slot;
  readonly option: Option;
  readonly list: 'says' | 'answers';
  readonly index: number;
}

/** What a search came to: the examples, the phrases that none of the texts tried is in need of, and those that no
 * text is read by as their option at all. */
export interface Examples {
  readonly examples: readonly Example[];
  readonly idle: readonly Phrase[];
  readonly unread: readonly Phrase[];
}

const SEED = 3;
/** texts tried for a phrase, and how many that show it are looked at for the shortest */
const TRIES = 200;
const ENOUGH = 3;
/** words around a phrase that say nothing themselves */
const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['那边', ''],
  ['', '那样子'],
  ['那边', '那样子'],
];

/** For every phrase of a slot a text that is only read as its option because of it: of the known ones, or a new one. */
export function searchExamples(content: Content, slot: Slot, known: readonly Example[]): Examples {
  const own = exampleReader(withOnly(content, [slot]));
  const whole = exampleReader(content);
  const examples = [...known, ...impliedExamples(content, slot, known)].filter(
    (one) => whole(one) === one.option,
  );
  const [idle, unread]: [Phrase[], Phrase[]] = [[], []];
  const chance = fixedNumbers(SEED);
  for (const phrase of phrasesOf(slot)) {
    const without = exampleReader(withOnly(content, [lacking(phrase)]));
    let read = false;
    const shows = (one: Example) => {
      const right = own(one) === one.option;
      read ||= right;
      return right && without(one) !== one.option && whole(one) === one.option;
    };
    if (known.some((one) => one.option === phrase.option.id && shows(one))) continue;
    const found = shortest(content, phrase, shows, chance);
    if (found !== null) examples.push(found);
    else (read ? idle : unread).push(phrase);
  }
  return { examples, idle, unread };
}

/** An example for what follows of the slot from any code. */
function impliedExamples(
  { slots, codes }: Content,
  { id }: Slot,
  known: readonly Example[],
): readonly Example[] {
  const text = Object.values(codes)
    .find((code) => code.class !== 'success')
    ?.code.toLowerCase();
  return Object.values(slots).flatMap((other) => {
    const option = other.kind === 'code' ? other.implies[id] : undefined;
    const seen = known.some(({ asked }) => asked === other.id);
    return option === undefined || text === undefined || seen
      ? []
      : [{ slot: id, option, asked: other.id, text }];
  });
}

function phrasesOf(slot: Slot): readonly Phrase[] {
  const lists = ['says', 'answers'] as const;
  return slot.options.flatMap((option) =>
    lists.flatMap((list) => option[list].map((_, index) => ({ slot, option, list, index }))),
  );
}

/** The slot without a phrase. */
export function lacking({ slot, option, list, index }: Phrase): Slot {
  const less = { ...option, [list]: option[list].filter((_, i) => i !== index) };
  return { ...slot, options: slot.options.map((one) => (one === option ? less : one)) };
}

function shortest(
  { vocabulary }: Content,
  { slot, option, list, index }: Phrase,
  shows: (example: Example) => boolean,
  chance: () => number,
): Example | null {
  const source = phraseSource(option[list][index] ?? '', vocabulary.lists);
  const hits: Example[] = [];
  for (let i = 0; i < TRIES && hits.length < ENOUGH; i++) {
    const [before, after] = AROUND[i % AROUND.length] ?? ['', ''];
    const text = `${before}${textMatching(source, chance)}${after}`;
    if (text !== text.trim() || /\s{2}|\n/.test(text)) continue;
    const ways = (list === 'says' ? [null, slot.id] : [slot.id]).map((asked) => ({
      slot: slot.id,
      option: option.id,
      asked,
      text,
    }));
    const hit = ways.find(shows);
    if (hit !== undefined) hits.push(hit);
  }
  return hits.sort((a, b) => a.text.length - b.text.length)[0] ?? null;
}
