import { mapValues, type Resolve } from './resolve.ts';
import type { LocaleSource, SlotWords, Translation } from './translation.ts';

/** The wording of one language with ids for Chinese names. */
export function buildLocale(source: LocaleSource, resolve: Resolve): Translation {
  const slots = Object.entries(source.slots).map(([name, words]): [string, SlotWords] => [
    resolve.slot(name),
    {
      question: words.question ?? null,
      why: words.why ?? null,
      options: Object.fromEntries(
        Object.entries(words.options ?? {}).map(([option, { label, fact, preface = null }]) => [
          resolve.option(name, option),
          { label, fact, preface },
        ]),
      ),
    },
  ]);
  return {
    ...source,
    replies: mapValues(source.replies, (reply) => [reply].flat().join('\n')),
    slots: Object.fromEntries(slots),
    causes: mapValues(source.causes, (cause) => ({
      ...cause,
      wait: [cause.wait].flat(),
      instead: (cause.instead ?? []).map((other) => ({ ...other, wait: [other.wait].flat() })),
    })),
    contacts: mapValues(source.contacts, ({ name, scope = null }) => ({ name, scope })),
  };
}
