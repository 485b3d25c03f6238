/** Values for the holes of a sentence; a hole without a value makes the sentence unsayable. */
export type Holes = Readonly<Record<string, string | undefined>>;

const HOLE = /\{([^{}]+)\}/g;

/** The names of the holes of a sentence, in order. */
export function holesOf(sentence: string): string[] {
  return [...sentence.matchAll(HOLE)].map((match) => match[1] ?? '');
}

/** The sentence with its holes filled, or null where a value is missing. */
export function fill(sentence: string, holes: Holes): string | null {
  if (!sentence.includes('{')) return sentence;
  let whole = true;
  const said = sentence.replace(HOLE, (_, hole: string) => {
    const value = holes[hole];
    if (value === undefined) whole = false;
    return value ?? '';
  });
  return whole ? said : null;
}

/** Sentences one after the other, empty ones left out. Full-width marks bring their own space, others need a blank. */
export function inARow(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((said, next) => (/[!-~]$/.test(said) ? `${said} ${next}` : `${said}${next}`), '');
}

/** The first of several wordings whose holes can all be filled, or null. */
export function firstSayable(sentences: readonly string[], holes: Holes): string | null {
  for (const sentence of sentences) {
    const said = fill(sentence, holes);
    if (said !== null) return said;
  }
  return null;
}
