import type { Vocabulary } from '../../content/content.ts';
import { anyOf, isPlain, type Lists } from '../../dialog/phrase.ts';
import type { Option, Slot } from '../../dialog/slot.ts';
import { normalPhrase } from '../normalize.ts';

/** How surely words state a value: a bare yes or no, an answer to the question, what says it anywhere, the very
 * words of the button. */
export const WEIGHTS = { short: 1, answer: 2, says: 3, button: 4 } as const;

const ANYWHERE = '……';

/** A value found in a text. Offsets are of the normal text. */
export interface Found {
  readonly slot: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** The compiled phrases of one option. */
export interface OptionMatcher {
  readonly value: string;
  readonly says: RegExp | null;
  readonly answers: RegExp | null;
  /** matches a whole clause */
  readonly short: RegExp | null;
  /** forbids it in the clauses of the match */
  readonly unless: RegExp | null;
  /** forbids it wherever in the text: written with …… in front */
  readonly never: RegExp | null;
}

/** The compiled phrases of one slot. */
export interface SlotMatcher {
  readonly slot: Slot;
  readonly options: readonly OptionMatcher[];
  /** the merchant cannot tell, in words that fit this question only */
  readonly dontKnow: RegExp | null;
  /** the buttons in their order, by every wording they have had */
  readonly buttons: readonly { readonly words: readonly string[]; readonly value: string }[];
  /** the deed whose time is compared with the sale's */
  readonly deed: RegExp | null;
}

/** Compiles the phrases of a slot once. */
export function compileSlot(slot: Slot, vocabulary: Vocabulary): SlotMatcher {
  const { lists } = vocabulary;
  return {
    slot,
    options: slot.options.map((option) => compileOption(option, lists)),
    dontKnow: optional(slot.dontKnow, lists, ''),
    buttons: slot.options
      .filter(({ button }) => button)
      .map(({ id, label, name }) => ({
        words: [label, name].map((words) => normalPhrase(words, vocabulary)),
        value: id,
      })),
    deed: optional(slot.compares?.deed ?? [], lists, ''),
  };
}

function compileOption(option: Option, lists: Lists): OptionMatcher {
  const names = [option.name, option.label].map((name) => name.toLowerCase());
  const short = option.answers.filter((phrase) => isPlain(phrase) && phrase.length <= 2);
  const long = option.answers.filter((phrase) => !short.includes(phrase));
  const lead = anyOf(lists.answer_lead ?? [], lists);
  const tail = anyOf(lists.answer_tail ?? [], lists);
  const whole = anyOf([...short, ...names.filter(isPlain)], lists);
  return {
    value: option.id,
    says: optional(option.says, lists, 'g'),
    answers: optional(long, lists, 'g'),
    short: new RegExp(`^(?:${lead}){0,3}(?:${whole}){1,2}(?:${tail}){0,3}$`),
    unless: optional(
      option.unless.filter((phrase) => !phrase.startsWith(ANYWHERE)),
      lists,
      '',
    ),
    never: optional(
      option.unless.filter((phrase) => phrase.startsWith(ANYWHERE)).map((phrase) => phrase.slice(2)),
      lists,
      '',
    ),
  };
}

function optional(phrases: readonly string[], lists: Lists, flags: string): RegExp | null {
  return phrases.length === 0 ? null : new RegExp(anyOf(phrases, lists), flags);
}
