/** Word lists of the vocabulary by name. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** Characters at which a clause ends; merchants write a single blank for a comma. */
export const CLAUSE_END = ' ,，。.;；!！?？\\n~';

const GAP = `[^${CLAUSE_END}]{0,6}`;
const WIDE_GAP = '.{0,14}';
const NUMBER = '(?:\\d[\\d.,]*[万千百wk]?|[一二两三四五六七八九十百千万几半]+)';
const NAMED = /<([\p{Script=Han}a-z_]+)>/gu;
const REGEX = /^\/(.*)\/$/s;

/** A phrase of an author as the source of a regular expression without capturing groups.
 * `/…/` is one already. Otherwise: (a|b) one of them, [a|b] one or none, [a|b]* any of them up to four times,
 * … a few characters of the same clause, …… of this or the next one, # a number, <name> a list of the vocabulary. */
export function phraseSource(phrase: string, lists: Lists): string {
  const regex = REGEX.exec(phrase)?.[1];
  const source = regex === undefined ? templateSource(phrase) : bounded(regex);
  return source.replace(NAMED, (_, name: string) => `(?:${anyOf(lists[name] ?? [], {})})`);
}

/** One source for any of several phrases; matches nothing where there are none. */
export function anyOf(phrases: readonly string[], lists: Lists): string {
  return phrases.length === 0 ? '(?!)' : phrases.map((phrase) => phraseSource(phrase, lists)).join('|');
}

/** Whether a phrase is plain words: neither template nor regular expression. */
export function isPlain(phrase: string): boolean {
  return !/[/()[\]|…#<>*?+]/.test(phrase);
}

function templateSource(template: string): string {
  return template
    .replace(/[.^$+{}\\]/g, '\\$&')
    .replaceAll('……', '\u0001')
    .replaceAll('…', '\u0002')
    .replaceAll(/\((?!\?)/g, '(?:')
    .replaceAll('[', '(?:')
    .replaceAll(/[\])]\*/g, '){0,4}')
    .replaceAll(']', ')?')
    .replaceAll('#', NUMBER)
    .replaceAll('\u0001', WIDE_GAP)
    .replaceAll('\u0002', GAP);
}

/** A group that repeats without end can take exponential time over a hostile text. */
function bounded(regex: string): string {
  return regex
    .replaceAll(')*', '){0,4}')
    .replaceAll(')+', '){1,4}')
    .replaceAll(/\((?!\?)/g, '(?:');
}
