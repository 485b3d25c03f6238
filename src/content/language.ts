import { z } from 'zod';

const sentence = z.string().min(1);

/** dialogs/replies.yaml: reply id → sentence, or paragraphs that are joined by line breaks. */
export const repliesSource = z.record(z.string(), z.union([sentence, z.array(sentence).min(1)]));

/** knowledge/vocabulary.yaml: misspellings and the like, and named lists of phrases. */
export const vocabularySource = z.strictObject({
  /** written → meant */
  rewrite: z.record(sentence, z.string()),
  /** list name → phrases or /regular expressions/ */
  lists: z.record(z.string(), z.array(sentence)),
});

/** knowledge/intents.yaml: option name of the issue slot, or article:, outside:, control: with an id → examples. */
export const intentsSource = z.record(z.string(), z.array(sentence));

/** knowledge/answers/<slot id>.yaml: option name (or 不知道) → what merchants answer. */
export const answersSource = z.record(z.string(), z.array(sentence).min(1));

/** Head and text of knowledge/articles/<id>.md. */
export const articleSource = z.strictObject({
  title: sentence,
  sources: z.array(z.string()).min(1),
  text: sentence,
});
