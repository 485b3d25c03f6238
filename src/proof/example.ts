import type { Content } from '../content/content.ts';
import type { Option, Slot } from '../dialog/slot.ts';
import { createFactReader } from '../nlu/facts/fact-reader.ts';
import { normalize } from '../nlu/normalize.ts';

/** What a merchant writes, and the option of a slot that is read from it. `asked`: the slot whose question it answers,
 * or null where it was not asked for anything. */
export interface Example {
  readonly slot: string;
  readonly option: string;
  readonly asked: string | null;
  readonly text: string;
}

/** Reads of an example the value of its slot; undefined where nothing is read. */
export type ExampleReader = (example: Example) => unknown;

/** Every example is read at this instant, as some speak of days gone by. */
const AT = Date.parse('2026-06-10T10:00:00+08:00');

/** Reads examples by the phrases of the content: what the likeness to other answers would guess does not count. */
export function exampleReader(content: Content): ExampleReader {
  const read = createFactReader(content);
  return ({ slot, asked, text }) => {
    const { facts } = read(normalize(text, content.vocabulary), { at: AT, asked });
    return facts.find((fact) => fact.slot === slot)?.value;
  };
}

/** The same content with no slots but these. */
export function withOnly(content: Content, slots: readonly Slot[]): Content {
  return { ...content, slots: Object.fromEntries(slots.map((slot) => [slot.id, slot])) };
}

const [SAID, ANSWERED, ASKED] = ['说', '答', '问'];

/** An example as a line below its option: 答 where it answers the slot's own question, 说 where nothing was asked. */
export function exampleLine({ slots }: Content, { slot, asked, text }: Example): string {
  const how = asked === null ? SAID : asked === slot ? ANSWERED : `${ASKED}${slots[asked]?.name ?? asked}`;
  return `${how} ${text}`;
}

/** The example that a line stands for, or null where today's content has other names. */
export function exampleFrom(
  { slots }: Content,
  slot: Slot,
  [option, line]: readonly [string, string],
): Example | null {
  const [how = '', ...words] = line.split(' ');
  const found: Option | undefined = slot.options.find(({ name }) => name === option);
  const other = Object.values(slots).find(({ name }) => how === `${ASKED}${name}`);
  const asked = how === SAID ? null : how === ANSWERED ? slot.id : (other?.id ?? '');
  return found === undefined || asked === ''
    ? null
    : { slot: slot.id, option: found.id, asked, text: words.join(' ') };
}
