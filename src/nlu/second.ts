import type { Content } from '../content/content.ts';
import { akin } from '../dialog/akin.ts';
import { anyOf } from '../dialog/phrase.ts';
import type { IntentReading } from './intent.ts';
import { matches } from './matches.ts';
import { type Normal, partOf } from './normalize.ts';
import type { Reading } from './understanding.ts';

/** A message that tells of two troubles: what it says of the first, and the kind of the second. */
export interface Split {
  readonly head: Normal;
  readonly another: string;
}

/** Cuts a message behind 另外, 还有 and the like, where a trouble of quite another kind follows; null else. */
export type Splitter = (normal: Normal, reading: Reading) => Split | null;

/** How sure the kind of the second trouble has to be, and that of the first where it is not in hand. */
const SECOND = 0.8;
const FIRST = 0.45;

/** Compiles the list `another` of the vocabulary. */
export function createSplitter(
  content: Content,
  intents: (normal: Normal, asked: boolean) => IntentReading,
): Splitter {
  const { lists } = content.vocabulary;
  const mark = new RegExp(anyOf(lists.another ?? [], lists), 'g');
  const general = content.slots[content.roles.issue]?.options.at(-1)?.id;
  const kindOf = (normal: Normal, least: number): string | null => {
    if (!hasWords(normal)) return null;
    const { issues, outOfScope } = intents(normal, true);
    const [best] = issues;
    const sure = best !== undefined && best.probability >= least && outOfScope === null;
    return sure && best.value !== general ? best.value : null;
  };
  return (normal, { issue }) => {
    for (const { 0: words, index } of matches(normal.text, mark)) {
      const another = kindOf(partOf(normal, index + words.length, normal.text.length), SECOND);
      if (another === null) continue;
      const head = partOf(normal, 0, index);
      const first = issue ?? kindOf(head, FIRST);
      if (first !== null && !akin(content.dialogs, first, another)) return { head, another };
    }
    return null;
  };
}

/** Whether anything is said at all. */
export function hasWords({ text }: Normal): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
