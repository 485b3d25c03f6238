import type { Fact, Facts } from '../../src/dialog/slot.ts';
import type { Heard, Understanding } from '../../src/nlu/understanding.ts';

/** A message of which only this was understood. */
export function understood(rules: Partial<Understanding> = {}): Understanding {
  return {
    text: '',
    normal: '',
    facts: [],
    issues: [],
    control: null,
    dontKnow: false,
    sideQuestion: null,
    outOfScope: null,
    corrects: false,
    supposed: null,
    empty: false,
    another: null,
    consent: null,
    inquiry: null,
    language: null,
    ...rules,
  };
}

/** A fact heard in a message. */
export function heard(slot: string, value: Heard['value'], hedged = false): Heard {
  return { slot, value, said: `${slot} said`, start: 0, end: 1, hedged };
}

/** Facts stated in the first turn: slot id → value. */
export function factsOf(values: Readonly<Record<string, Fact['value']>>): Facts {
  return Object.fromEntries(
    Object.entries(values).map(([slot, value]) => [slot, { value, said: `${slot} said`, turn: 1 }]),
  );
}

/** The minute "YYYY-MM-DDTHH:MM" in Shanghai as a sale time. */
export function minute(time: string): { readonly from: string; readonly to: string } {
  return { from: `${time}:00+08:00`, to: `${time}:00+08:00` };
}
