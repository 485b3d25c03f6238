import { expect } from 'vitest';
import { createFactReader } from '../../src/nlu/facts/fact-reader.ts';
import { normalize } from '../../src/nlu/normalize.ts';
import { shippedContent } from './shipped-content.ts';

/** A Wednesday morning. */
const AT = Date.parse('2026-11-18T10:00:00+08:00');

const content = await shippedContent();
const { vocabulary } = content;
const read = createFactReader(content);

/** The facts that a text states, slot id → value id, without the classifier. */
export function factsOf(text: string, asked: string): Record<string, unknown> {
  const { facts } = read(normalize(text, vocabulary), { at: AT, asked: asked === '' ? null : asked });
  return Object.fromEntries(facts.map(({ slot, value }) => [slot, value]));
}

/** Expects facts written as "slot=value slot=value -slot": a minus stands before what must not be heard. */
export function expectFacts(text: string, asked: string, wanted: string): void {
  const facts = factsOf(text, asked);
  for (const word of wanted.split(' ')) {
    const [slot = '', value] = word.split('=');
    if (slot.startsWith('-')) expect(facts).not.toHaveProperty(slot.slice(1));
    else expect(facts).toHaveProperty(slot, value);
  }
}
