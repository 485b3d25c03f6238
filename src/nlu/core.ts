import { anyOf, type Lists } from '../dialog/phrase.ts';
import { type Normal, partOf } from './normalize.ts';

/** What a message says between the words that only open and close it; the message itself where there is nothing between. */
export type CoreReader = (normal: Normal) => Normal;

const PAUSE = '[ ,.!?~:;。、…]';
/** What may be dropped at an end: a question mark says something. */
const STOP = '[ ,.!~:;。、…]';
const WORDS = /[\p{L}\p{N}]/u;

/** Compiles the lists opening (words that open whatever follows), opening_word (those that do only before a pause),
 * closing, and particle (sounds at the very end). What is left of 那个，换过的哦，谢谢 is 换过的. */
export function createCoreReader(lists: Lists): CoreReader {
  const source = (name: string) => anyOf(lists[name] ?? [], lists);
  // Something has to follow: 你好，在吗 is a greeting still.
  const opening = new RegExp(
    `^(?:(?:${source('opening')})${PAUSE}{0,3}|(?:${source('opening_word')})${PAUSE}{1,3}){1,4}(?=.*[\\p{L}\\p{N}])`,
    'u',
  );
  const closing = new RegExp(
    `(?:${source('particle')}){0,3}(?:${STOP}{0,3}(?:${source('closing')})(?:${source('particle')}){0,3}){0,3}${STOP}{0,3}$`,
  );
  return (normal) => {
    const { text } = normal;
    const tail = closing.exec(text)?.index ?? text.length;
    const end = WORDS.test(text.slice(0, tail)) ? tail : text.length;
    const start = opening.exec(text.slice(0, end))?.[0].length ?? 0;
    return start === 0 && end === text.length ? normal : partOf(normal, start, end);
  };
}
