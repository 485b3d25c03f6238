import { bootAdvisor } from './boot.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { mask } from './privacy/mask.ts';

/** `at`: epoch ms, null: now. `asked`: the slot whose question the text answers. */
export interface UnderstandOptions {
  readonly at: number | null;
  readonly asked: string | null;
}

/** `daozhang understand TEXT`: what is read from a text, and from which words. */
export async function understandCommand(
  text: string,
  options: UnderstandOptions,
  place: Place,
  io: Io,
): Promise<Exit> {
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const { asked } = options;
  if (asked !== null && !Object.hasOwn(advisor.expert.content.slots, asked)) {
    io.err(`daozhang understand: there is no slot ${asked}`);
    return 1;
  }
  const reading = { at: options.at ?? Date.now(), asked };
  io.out(`${JSON.stringify(advisor.read(mask(text).text, reading), null, 2)}\n`);
  return 0;
}
