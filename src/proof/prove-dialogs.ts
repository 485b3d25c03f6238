import type { Expert } from '../conversation/expert.ts';
import { proveLines } from './prove-lines.ts';
import { type Effort, FULL_EFFORT, type Result, type Start, Walkthrough } from './walkthrough.ts';

/** Walks through all talks that begin in one way. Independent of every other start. */
export function proveStart(expert: Expert, start: Start, effort: Effort = FULL_EFFORT): Result {
  const walkthrough = new Walkthrough(expert, effort);
  walkthrough.start(start);
  return walkthrough.result();
}

/** Puts the results of all starts together, and looks for what no start came to. */
export function proveRest(expert: Expert, results: readonly Result[], effort: Effort = FULL_EFFORT): Result {
  const walkthrough = new Walkthrough(expert, effort);
  for (const result of results) walkthrough.add(result);
  walkthrough.issueQuestion();
  proveLines(expert, walkthrough, effort);
  walkthrough.sentences();
  return walkthrough.result();
}
