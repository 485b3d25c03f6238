const FULL: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ';': '\uff1b',
  ':': '\uff1a',
  '?': '\uff1f',
  '!': '\uff01',
  '(': '\uff08',
  ')': '\uff09',
};

const CHINESE = '[\\p{Script=Han}\\u3000-\\u303f\\uff01-\\uff5e\\u201c\\u201d\\u2018\\u2019]';
const HALF = new RegExp(`(?<=${CHINESE})[,;:?!()]|[,;:?!()](?=${CHINESE})`, 'gu');

/** The half-width punctuation marks beside a Chinese character, as offset and mark. "23:00" and "POS(T+1)" have none. */
export function halfWidth(sentence: string): readonly { readonly offset: number; readonly mark: string }[] {
  return [...sentence.matchAll(HALF)].map((match) => ({ offset: match.index, mark: match[0] }));
}

/** The sentence with full-width punctuation between Chinese characters, and the brackets that belong to it. */
export function fullWidth(sentence: string): string {
  let text = sentence;
  // A mark that becomes full-width can make its neighbour one that stands beside Chinese.
  for (let before = ''; before !== text; ) {
    before = text;
    text = pairBrackets(text.replace(HALF, (mark) => FULL[mark] ?? mark));
  }
  return text;
}

// "(T+1)" after a Chinese word: both brackets, though the inner one stands beside a digit.
function pairBrackets(text: string): string {
  return text
    .replace(/\uff08([^()\uff08\uff09]*)\)/g, '\uff08$1\uff09')
    .replace(/\(([^()\uff08\uff09]*)\uff09/g, '\uff08$1\uff09');
}

/** The full-width form of a mark. */
export function fullMark(mark: string): string {
  return FULL[mark] ?? mark;
}
