import type { Language } from './understanding.ts';

/** So many characters are a Chinese message, whatever else is in it. */
const HAN = 4;
/** So many words are a sentence even where each begins with a capital. */
const SENTENCE = 5;
/** So many words are an English message; fewer may be a code, an App or a name. */
const WORDS = 3;

const han = /\p{Script=Han}/gu;
const word = /(?<![\p{L}\p{N}+@._/-])[a-z]+(?:['\u2019][a-z]+)?(?![\p{L}\p{N}+@_/-])/giu;
const letter = /\p{L}/gu;

/** The language a text is plainly written in, or null. */
export function languageOf(text: string): Language | null {
  const chinese = text.match(han)?.length ?? 0;
  if (chinese >= HAN) return 'zh';
  const words = text.match(word) ?? [];
  if (words.length < WORDS) return null;
  const latin = words.join('').length;
  const letters = text.match(letter)?.length ?? 0;
  const sentence = words.length >= SENTENCE || words.some((one) => /^[a-z]/.test(one));
  return sentence && latin * 2 > letters ? 'en' : null;
}
