import type { Content } from '../content/content.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { onceFor } from '../knowledge/once-for.ts';
import { inARow } from '../knowledge/sentence.ts';
import type { Choice, Reply } from './reply.ts';
import { say } from './wording.ts';

/** The buttons of a question: the slot's options, and "do not know" wherever an answer may be missing. */
export function choicesFor(content: Content, slot: string): readonly Choice[] {
  const known = buttons(content);
  const before = known.get(slot);
  if (before !== undefined) return before;
  const made = madeFor(content, slot);
  known.set(slot, made);
  return made;
}

const buttons = onceFor((_: Content) => new Map<string, readonly Choice[]>());

function madeFor(content: Content, slot: string): readonly Choice[] {
  const options = (content.slots[slot]?.options ?? []).filter((option) => option.button);
  const choices = options.map((option) => ({ label: option.label, value: option.id }));
  return slot === content.roles.issue
    ? choices
    : [...choices, { label: say(content, 'dont_know'), value: UNKNOWN }];
}

/** The question of a slot with its buttons, after an optional sentence that leads over to it. */
export function question(content: Content, slot: string, lead = ''): Reply {
  const text = inARow([lead, content.slots[slot]?.question ?? '']);
  return { kind: 'question', text, choices: choicesFor(content, slot) };
}
