import type { Files } from '../src/content/read-files.ts';
import { fixedNumbers } from '../src/proof/fixed-numbers.ts';

const SEED = 11;

/** One change: a stretch of a file and the words in its place. */
export interface Change {
  readonly kind: string;
  readonly file: string;
  readonly at: number;
  readonly old: string;
  readonly words: string;
}

type Mutator = (file: string, text: string) => readonly Change[];

/** Every change of a kind: what a pattern finds, with something else in its place. */
function mutator(kind: string, files: RegExp, pattern: RegExp, other: (found: string) => string): Mutator {
  return (file, text) =>
    files.test(file)
      ? [...text.matchAll(pattern)].map(({ 0: old, index }) => ({
          kind,
          file,
          at: index,
          old,
          words: other(old),
        }))
      : [];
}

const WEIGHT: Readonly<Record<string, string>> = {
  总是: '罕见',
  常见: '从不',
  偶尔: '总是',
  罕见: '总是',
  从不: '总是',
};
const FREQUENCY: Readonly<Record<string, string>> = {
  很常见: '罕见',
  常见: '罕见',
  一般: '很常见',
  少见: '很常见',
  罕见: '很常见',
};
const nothing = (): string => '';
const TREE = /^dialogs\/(?!slots|replies|locales)[^/]+$/;
const CAUSE = /^knowledge\/causes\//;

const MUTATORS: readonly Mutator[] = [
  mutator(
    'condition: a clause dropped',
    TREE,
    /(?<=when: \{ )[^,{}[\]]+: (\[[^\]]*\]|[^,{}[\]]+), /g,
    nothing,
  ),
  mutator('condition: a value dropped', TREE, /(?<=when: \{.*\[)[^,\]]+, (?=[^\]]*\])/g, nothing),
  mutator(
    'condition: a value replaced',
    TREE,
    /(?<=^ {2}.*when: \{.*: )[^,{}[\] ]+(?= [,}]|,| \})/gm,
    () => '不知道',
  ),
  mutator('condition: the line gone', TREE, /^ {2}- (ask|when): .*\n( {4}.*\n)+/gm, nothing),
  mutator('option: a phrase gone', /slots\.yaml$/, /(?<=(says|answers): \[)[^,'\]]+, /g, nothing),
  mutator('option: what follows gone', /slots\.yaml$/, /^ +implies: .*\n|, implies: \{[^}]*\}/gm, nothing),
  mutator(
    'weight: evidence',
    CAUSE,
    /(?<=[:{,] (is: )?)(总是|常见|偶尔|罕见|从不)(?=[ ,}\n])/g,
    (word) => WEIGHT[word] ?? word,
  ),
  mutator(
    'weight: evidence gone',
    CAUSE,
    /(?<=^ {2}\S+: \{.*)[^,{}:\s]+: (总是|常见|偶尔|罕见|从不), /gm,
    nothing,
  ),
  mutator('weight: frequency', CAUSE, /(?<=^frequency: )\S+/gm, (word) => FREQUENCY[word] ?? word),
  mutator('contact: entry gone', CAUSE, /^ {2}- \{ who: .*\n/gm, nothing),
  mutator('contact: number', /contacts\.yaml$/, /(?<=phone: "[\d-]*)\d(?="\n)/g, (digit) =>
    String((Number(digit) + 1) % 10),
  ),
  mutator('calendar: a day off gone', /holidays\//, /^ {2}\d\d-\d\d: .*\n/gm, nothing),
  mutator('calendar: settlement', /settlement\.yaml$/, /(?<=(after|longOverdueWorkdays): )\d+/g, (n) =>
    String(Number(n) + 1),
  ),
  mutator('calendar: clock', /settlement\.yaml$/, /(?<=(by|cutoff): ")\d\d/g, (n) => String(Number(n) - 2)),
];

/** The same changes on every run: of every kind some, taken by fixed numbers. */
export function choose(files: Files, each: number): readonly Change[] {
  const number = fixedNumbers(SEED);
  return MUTATORS.flatMap((find) => {
    const all = [...files].flatMap(([file, text]) => find(file, text));
    const taken: Change[] = [];
    while (taken.length < each && all.length > 0)
      taken.push(...all.splice(Math.floor(number() * all.length), 1));
    return taken;
  });
}

/** A change in one line. */
export function describe({ kind, file, old, words }: Change): string {
  const short = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 60);
  return `${kind}: ${file}: ${short(old)} -> ${short(words) || 'nothing'}`;
}
