import type { Content } from '../content/content.ts';
import type { FactsRead } from './facts/fact-reader.ts';
import { type Normal, originalSpan } from './normalize.ts';
import type { Reading } from './understanding.ts';

type ReadFacts = (normal: Normal, reading: Reading) => FactsRead;

/** A reader that also knows the buttons of all translations: whoever types the very words of a button of the open
 * question has tapped it. */
export function withLabels(
  content: Content,
  normalize: (text: string) => Normal,
  read: ReadFacts,
): ReadFacts {
  const labels = new Map<string, string>();
  for (const { slots } of Object.values(content.locales)) {
    for (const [slot, { options }] of Object.entries(slots)) {
      for (const [value, { label }] of Object.entries(options)) {
        labels.set(keyOf(slot, normalize(label).text), value);
      }
    }
  }
  return (normal, reading) => {
    const slot = reading.asked;
    const value = slot === null ? undefined : labels.get(keyOf(slot, normal.text));
    if (slot === null || value === undefined) return read(normal, reading);
    const { start, end } = originalSpan(normal, 0, normal.text.length);
    return { facts: [{ slot, value, said: normal.text, start, end, hedged: false }], dontKnow: false };
  };
}

function keyOf(slot: string, text: string): string {
  return `${slot}\n${text}`;
}
