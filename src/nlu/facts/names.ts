import type { Slot } from '../../dialog/slot.ts';
import { type Found, WEIGHTS } from './matcher.ts';

/** shorter names would be found everywhere */
const HAN = /^\p{Script=Han}{3,}$/u;

/** Names with one wrong character (拉卡啦), as the answer to the question for the name. */
export function findMistyped(slot: Slot, text: string): Found[] {
  for (const option of slot.options) {
    for (const name of [option.name, ...option.says]) {
      const start = !HAN.test(name) ? -1 : nearlyAt(text, name);
      if (start < 0) continue;
      return [{ slot: slot.id, value: option.id, start, end: start + name.length, weight: WEIGHTS.answer }];
    }
  }
  return [];
}

/** Where in the text a name stands with exactly one other character, or -1. */
function nearlyAt(text: string, name: string): number {
  for (let start = 0; start + name.length <= text.length; start++) {
    let wrong = 0;
    for (let i = 0; i < name.length && wrong < 2; i++) if (text[start + i] !== name[i]) wrong++;
    if (wrong === 1) return start;
  }
  return -1;
}
