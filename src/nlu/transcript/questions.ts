import type { Content } from '../../content/content.ts';
import { anyOf } from '../../dialog/phrase.ts';
import { matches } from '../matches.ts';
import { normalize, normalPhrase } from '../normalize.ts';

/** A question in somebody's words. */
export interface Question {
  readonly slot: string;
  /** in our own words, so that its choices are ours and may be answered by their place */
  readonly ours: boolean;
}

/** What somebody's words ask for, the last question where they ask for several; null: nothing. */
export type QuestionReader = (words: string) => Question | null;

/** Who asks: our own questions in every wording and language, and the phrases people ask in (`asks`). */
interface Asking {
  readonly slot: string;
  readonly own: readonly string[];
  readonly people: RegExp | null;
}

/** A reader of questions; its patterns are compiled when the first conversation is pasted. */
export function createQuestionReader(content: Content): QuestionReader {
  let compiled: readonly Asking[] | null = null;
  return (words) => {
    compiled ??= compile(content);
    const { text } = normalize(words, content.vocabulary);
    const put = compiled.flatMap((asking) => [
      { slot: asking.slot, ours: true, end: endOfOurs(asking, text) },
      { slot: asking.slot, ours: false, end: endOfTheirs(asking, text) },
    ]);
    const last = put.reduce((a, b) => (b.end > a.end ? b : a), { slot: '', ours: false, end: 0 });
    return last.end === 0 ? null : { slot: last.slot, ours: last.ours };
  };
}

function compile(content: Content): readonly Asking[] {
  const { lists } = content.vocabulary;
  const confirmed = [content.first, ...Object.values(content.dialogs).flat()].flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === 'confirm' ? [step] : [])),
  );
  return Object.values(content.slots).map(({ id, question, asks }) => {
    const said = [question ?? '', ...confirmed.flatMap(({ slot, say }) => (slot === id ? [say] : []))];
    const translated = Object.values(content.locales).flatMap(({ slots, sentences }) => [
      slots[id]?.question ?? '',
      ...said.map((sentence) => sentences[sentence] ?? ''),
    ]);
    const own = [...said, ...translated].map((sentence) => normalPhrase(sentence, content.vocabulary));
    return {
      slot: id,
      own: own.filter((sentence) => sentence !== ''),
      people: asks.length === 0 ? null : new RegExp(anyOf(asks, lists), 'g'),
    };
  });
}

/** Where the slot is asked for last in our words; 0: nowhere. */
function endOfOurs({ own }: Asking, text: string): number {
  const ends = own.map((sentence) =>
    text.includes(sentence) ? text.lastIndexOf(sentence) + sentence.length : 0,
  );
  return Math.max(0, ...ends);
}

/** Where the slot is asked for last in the words of people; 0: nowhere. */
function endOfTheirs({ people }: Asking, text: string): number {
  const found = people === null ? [] : matches(text, people);
  return Math.max(0, ...found.map(({ 0: words, index }) => index + words.length));
}
