import type { Names } from './names.ts';
import { mapValues } from './resolve.ts';
import type { LocaleSource, SlotWords, Translation } from './translation.ts';

/** The wording of one language with ids for Chinese names. What translates something that is no more is left out. */
export function buildLocale(source: LocaleSource, names: Names): Translation {
  const slots = Object.entries(source.slots).flatMap(([name, words]) => {
    const slot = names.slots?.get(name);
    return slot === undefined ? [] : [[slot.id, slotWords(words, slot.options ?? new Map())]];
  });
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

function slotWords(words: LocaleSource['slots'][string], ids: ReadonlyMap<string, string>): SlotWords {
  const options = Object.entries(words.options ?? {}).flatMap(([name, { label, fact, preface = null }]) => {
    const id = ids.get(name);
    return id === undefined ? [] : [[id, { label, fact, preface }]];
  });
  return {
    question: words.question ?? null,
    why: words.why ?? null,
    options: Object.fromEntries(options),
  };
}
