import type { Content } from '../content/content.ts';
import { anyOf, type Lists } from '../dialog/phrase.ts';
import type { Slot } from '../dialog/slot.ts';
import type { FactsRead } from './facts/fact-reader.ts';
import { type Normal, partOf } from './normalize.ts';
import { readTimes, type Time } from './time/read-times.ts';
import type { Heard, Reading } from './understanding.ts';

/** What a message only supposes (要是信用卡呢): the facts between "if" and the question; null where it supposes nothing. */
export type Supposer = (normal: Normal, reading: Reading) => readonly Heard[] | null;

/** So much is supposed in one breath; what is longer tells a story. */
const BREATH = 20;

/** Compiles the lists `suppose`, `suppose_around`, `suppose_never` and `suppose_asks` of the vocabulary. */
export function createSupposer(
  { slots, roles, holidays, vocabulary: { lists } }: Content,
  facts: (normal: Normal, reading: Reading) => FactsRead,
): Supposer {
  const formIn = createForm(lists);
  const derived = Object.values(slots).filter((slot) => slot.derived !== null && slot.question !== null);
  const askable = Object.values(slots).filter(({ kind, question }) => kind === 'choice' && question !== null);
  return (normal, { at, asked: open }) => {
    const form = formIn(normal.text, open !== null);
    if (form === null) return null;
    const words = partOf(normal, form.from, form.to);
    const read = (asked: string | null): readonly Heard[] => facts(words, { at, asked }).facts;
    const stated = read(null);
    if (stated.length === 0) return form.plain ? onlyAnswer(askable, read) : null;
    // 23点前 without a day means the day of the sale, so it only tells on which side of the cut-off it was.
    const dayless = readTimes(words.text, at, holidays).some(isDayless);
    const sides = dayless ? derived.flatMap(({ id }) => read(id).filter(({ slot }) => slot === id)) : [];
    return [...stated.filter(({ slot }) => sides.length === 0 || slot !== roles.saleTime), ...sides];
  };
}

/** Where in a text the supposed words stand, and whether a plain "if" goes before them. */
interface Form {
  readonly from: number;
  readonly to: number;
  readonly plain: boolean;
}

/** Finds the form of a supposition. Where a question is open, only a plain "if" makes one: 那信用卡呢 may be an answer. */
function createForm(lists: Lists): (text: string, open: boolean) => Form | null {
  const [plain, around, asks, nothing] = [
    lists.suppose,
    lists.suppose_around,
    lists.suppose_asks,
    lists.suppose_never ?? ['/(?!)/'],
  ].map((list) => anyOf(list ?? [], lists));
  const ending = `([^ ,]{1,${BREATH}}?)[ ,]*(?:${asks})[?!。 ]*$`;
  const never = new RegExp(nothing ?? '');
  const plainly = new RegExp(`^((?:${around})*(?:${plain})(?:${plain}|${around})*)${ending}`);
  const loosely = new RegExp(`^((?:${plain}|${around})+)${ending}`);
  return (text, open) => {
    const [, lead = '', supposed = ''] = (open ? plainly : loosely).exec(text) ?? [];
    if (supposed === '' || never.test(supposed)) return null;
    return { from: lead.length, to: lead.length + supposed.length, plain: open || plainly.test(text) };
  };
}

/** What only answers a question (扣了款) is supposed where it answers no more than one. */
function onlyAnswer(slots: readonly Slot[], read: (asked: string) => readonly Heard[]): readonly Heard[] {
  const answers = slots.flatMap(({ id }) => read(id).filter(({ slot }) => slot === id));
  return answers.length === 1 ? answers : [];
}

function isDayless({ tie, kind }: Time): boolean {
  return tie === 'none' && (kind === 'clock' || kind === 'point');
}
