import { z } from 'zod';

const sentence = z.string().min(1);
const paragraphs = z.union([sentence, z.array(sentence).min(1)]);

/** The advice of a cause: in its lists every item is the sentence alone. */
const adviceFields = {
  summary: sentence,
  steps: z.array(sentence),
  prepare: z.array(sentence),
  contacts: z.array(sentence),
  wait: z.union([sentence, z.array(sentence)]),
  next: sentence,
  warnings: z.array(sentence),
};

/** dialogs/locales/<language>.yaml: the wording of another language. Slots and options by their Chinese names, causes,
 * contacts and articles by their ids; lists stand in the order of the Chinese ones; holes keep their Chinese names. */
export const localeSource = z.strictObject({
  /** what the language calls itself */
  name: sentence,
  replies: z.record(z.string(), paragraphs),
  slots: z.record(
    z.string(),
    z.strictObject({
      question: sentence.optional(),
      why: sentence.optional(),
      options: z
        .record(z.string(), z.strictObject({ label: sentence, fact: sentence, preface: sentence.optional() }))
        .optional(),
    }),
  ),
  causes: z.record(
    z.string(),
    z.strictObject({
      name: sentence,
      ...adviceFields,
      instead: z.array(z.strictObject(adviceFields)).optional(),
    }),
  ),
  contacts: z.record(z.string(), z.strictObject({ name: sentence, scope: sentence.optional() })),
  articles: z.record(z.string(), sentence),
  /** whole Chinese sentence → translation, for what is said in several places: rules of settlement, meanings of
   * codes, names of holidays, questions of trees, reasons of evidence */
  sentences: z.record(sentence, sentence),
  /** how messages of this language are read, in this order: regular expression over the normalised text → Chinese
   * words that slots, times and intents know; $1 stands for the first group */
  reads: z.array(z.tuple([sentence, z.string()])),
});
export type LocaleSource = z.infer<typeof localeSource>;

/** The words of one cause's advice in another language, lists parallel to those of the advice. */
export interface AdviceWords {
  readonly summary: string;
  readonly steps: readonly string[];
  readonly prepare: readonly string[];
  readonly contacts: readonly string[];
  readonly wait: readonly string[];
  readonly next: string;
  readonly warnings: readonly string[];
}

/** The words of one cause in another language. */
export interface CauseWords extends AdviceWords {
  readonly name: string;
  /** parallel to the cause's advice for others */
  readonly instead: readonly AdviceWords[];
}

/** The words of one question in another language; options by id. Null: as in Chinese. */
export interface SlotWords {
  readonly question: string | null;
  readonly why: string | null;
  readonly options: Readonly<
    Record<string, { readonly label: string; readonly fact: string; readonly preface: string | null }>
  >;
}

/** The wording of one language, everything by id. What is not in it is said in Chinese. */
export interface Translation {
  readonly name: string;
  readonly replies: Readonly<Record<string, string>>;
  readonly slots: Readonly<Record<string, SlotWords>>;
  readonly causes: Readonly<Record<string, CauseWords>>;
  readonly contacts: Readonly<Record<string, { readonly name: string; readonly scope: string | null }>>;
  readonly articles: Readonly<Record<string, string>>;
  /** Chinese sentence → translation */
  readonly sentences: Readonly<Record<string, string>>;
  /** regular expression → Chinese words, in the order they are applied */
  readonly reads: readonly (readonly [string, string])[];
}
