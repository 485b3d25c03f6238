import type { Step } from '../conversation/step.ts';
import type { Outcome } from '../store/job.ts';
import type { Held } from '../store/store.ts';

/** What a step says into a talk without a message before it; null where it says nothing. */
export function unasked(held: Held | null, step: Step | null): Outcome['says'] {
  if (held === null || step === null) return null;
  const [next, effects] = step;
  const said = effects.find((effect) => effect.type === 'reply');
  return said === undefined ? null : { version: held.version, next, reply: said.reply };
}
