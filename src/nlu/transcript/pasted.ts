import type { Content } from '../../content/content.ts';
import { isOrdinal } from '../facts/ordinals.ts';
import { createQuestionReader, type QuestionReader } from './questions.ts';
import { createTranscriptReader, type TranscriptReader } from './transcript.ts';

/** Reads a pasted conversation: who said what, and what was asked before an answer. */
export interface PastedReader {
  readonly lines: TranscriptReader;
  readonly asks: QuestionReader;
  /** whether an answer only names the place of a choice: 第二个, 2 */
  readonly isPlace: (answer: string) => boolean;
}

const isPlace = (answer: string): boolean => isOrdinal(answer.normalize('NFKC').trim());

/** The reader of pasted conversations over a content. */
export function createPastedReader(content: Content): PastedReader {
  return {
    lines: createTranscriptReader(content.vocabulary.lists),
    asks: createQuestionReader(content),
    isPlace,
  };
}
