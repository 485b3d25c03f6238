import { anyOf, type Lists } from '../dialog/phrase.ts';

/** The answer that a text gives to a question about the talk itself, or null. A wish not to be asked again is heard
 * also where nothing was asked. */
export type InquiryReader = (text: string, inquiry: string | null | undefined) => string | null;

/** Question → its answers in the order they are tried: "not yet" holds the words of "yes". */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  follow_up: ['never', 'no', 'yes'],
  hand_off: ['leave', 'bot', 'stay'],
};

/** Compiles the lists <question>_<answer> of the vocabulary. */
export function createInquiryReader(lists: Lists): InquiryReader {
  const patterns = Object.entries(ANSWERS).flatMap(([inquiry, answers]) =>
    answers.map((answer) => {
      const phrases = lists[`${inquiry}_${answer}`] ?? [];
      return { inquiry, answer, pattern: phrases.length === 0 ? null : new RegExp(anyOf(phrases, lists)) };
    }),
  );
  return (text, asked) =>
    patterns.find(
      ({ inquiry, answer, pattern }) =>
        (inquiry === asked || answer === 'never') && pattern !== null && pattern.test(text),
    )?.answer ?? null;
}
