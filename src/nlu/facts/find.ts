import { type Clause, clauseAt, type Guards } from './guards.ts';
import { type Found, type OptionMatcher, type SlotMatcher, WEIGHTS } from './matcher.ts';

/** A clause with more words than this says more than yes or no. */
const SHORT = 10;

/** A normal text cut into clauses. */
export interface Reader {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly guards: Guards;
}

/** Every value of a slot that the text states, of the options that its words may say; with `asked` also what only the
 * answer to its question would say. */
export function find(
  reader: Reader,
  matcher: SlotMatcher,
  { said, asked }: { readonly said: readonly OptionMatcher[]; readonly asked: boolean },
): Found[] {
  const possible = (asked ? matcher.options : said).filter(
    ({ never }) => !(never?.test(reader.text) ?? false),
  );
  return possible.flatMap((option) => [
    ...(said.includes(option) ? search(reader, matcher, option, 'says') : []),
    ...(asked ? search(reader, matcher, option, 'answer') : []),
    ...(asked ? shortAnswers(reader, matcher, option) : []),
  ]);
}

function search(
  reader: Reader,
  matcher: SlotMatcher,
  option: OptionMatcher,
  kind: 'says' | 'answer',
): Found[] {
  const pattern = kind === 'says' ? option.says : option.answers;
  if (pattern === null) return [];
  const found: Found[] = [];
  const isRefused = refusing(reader.text, option);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(reader.text); match !== null; match = pattern.exec(reader.text)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (counts(reader, isRefused, [start, end, kind])) {
      found.push({ slot: matcher.slot.id, value: option.value, start, end, weight: WEIGHTS[kind] });
    } else pattern.lastIndex = start + 1;
    if (end === start) pattern.lastIndex = start + 1;
  }
  return found;
}

function counts(
  { clauses, guards }: Reader,
  isRefused: (from: number, to: number) => boolean,
  [start, end, kind]: readonly [number, number, 'says' | 'answer'],
): boolean {
  const first = clauseAt(clauses, start);
  const last = clauseAt(clauses, Math.max(start, end - 1));
  if (isRefused(first.start, last.end)) return false;
  return kind === 'says' ? guards.stated(first, start, end) : guards.affirmed(first, start);
}

/** Whether a stretch of the text says what an option is never meant with. Of the same one it is asked again for each word
 * in it, and then remembered: a long one would be searched from end to end each time. */
function refusing(text: string, { unless }: OptionMatcher): (from: number, to: number) => boolean {
  let last = { from: -1, to: -1, refused: false };
  return (from, to) => {
    if (unless === null) return false;
    if (from !== last.from || to !== last.to) {
      last = { from, to, refused: unless.test(text.slice(from, to)) };
    }
    return last.refused;
  };
}

function shortAnswers({ text, clauses }: Reader, matcher: SlotMatcher, option: OptionMatcher): Found[] {
  const { short, unless } = option;
  if (short === null) return [];
  return clauses
    .filter(
      ({ text: words }) => words.length <= SHORT && short.test(words) && !(unless?.test(words) ?? false),
    )
    .slice(0, 1)
    .map(({ start, end }) => ({
      slot: matcher.slot.id,
      value: option.value,
      start,
      end: Math.min(end, text.length),
      weight: WEIGHTS.short,
    }));
}
