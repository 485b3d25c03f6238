import type { Content } from '../content/content.ts';
import { anyOf } from '../dialog/phrase.ts';
import type { FactsRead } from './facts/fact-reader.ts';
import { matches } from './matches.ts';
import { type Normal, partOf } from './normalize.ts';
import { readTimes } from './time/read-times.ts';
import type { Heard, Reading } from './understanding.ts';

/** The facts of a message that puts something right, from those that it states by itself: a clock without a day is one
 * of the day of the sale, and what names no matter answers a question that was answered before. */
export type Corrector = (normal: Normal, reading: Reading, stated: readonly Heard[]) => readonly Heard[];

type ReadFacts = (normal: Normal, reading: Reading) => FactsRead;

/** Longer messages tell a story. */
const BRIEF = 40;
const WORDS = /[\p{L}\p{N}]/u;

/** Compiles the list `correction`: what announces that something is put right. */
export function createCorrector(
  { roles, holidays, vocabulary: { lists } }: Content,
  facts: ReadFacts,
): Corrector {
  const mark = new RegExp(anyOf(lists.correction ?? [], lists), 'g');
  const dayless = (text: string, at: number): boolean =>
    readTimes(text, at, holidays).every(({ tie, kind }) => tie === 'none' && kind !== 'day');
  return (normal, reading, stated) => {
    if (normal.text.length > BRIEF) return stated;
    const sale = reading.held?.[roles.saleTime];
    const timed = stated.some(({ slot }) => slot === roles.saleTime);
    if (timed && typeof sale === 'object' && dayless(normal.text, reading.at)) {
      const night = Date.parse(`${sale.to.slice(0, 10)}T23:59:59+08:00`);
      return facts(normal, { ...reading, at: Math.min(reading.at, night) }).facts;
    }
    if (stated.some(({ slot }) => slot !== roles.user)) return stated;
    const last = matches(normal.text, mark).at(-1);
    const start = last === undefined ? 0 : last.index + last[0].length;
    const answer = answerAmong(facts, partOf(normal, start, normal.text.length), reading);
    return answer === null ? stated : [...stated, answer];
  };
}

/** The answer that the words give to one of the questions answered before, the latest first; null: to none, or the
 * same as before. */
function answerAmong(facts: ReadFacts, words: Normal, reading: Reading): Heard | null {
  if (!WORDS.test(words.text)) return null;
  for (const [slot, value] of Object.entries(reading.held ?? {})) {
    const read = facts(words, { ...reading, asked: slot }).facts;
    const answer = read.find((fact) => fact.slot === slot && fact.value !== value);
    if (answer !== undefined) return answer;
  }
  return null;
}
