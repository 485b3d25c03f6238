import type { Dialog } from './dialog.ts';

/** Two kinds of trouble whose trees share more than this part of their conclusions are told apart by the tree. */
const SHARED = 0.5;

/** Whether two kinds of trouble are mostly one and the same: their trees end in the same causes. Then what is said of
 * the second is more about the first, not another trouble. */
export function akin(dialogs: Readonly<Record<string, readonly Dialog[]>>, a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [endsOf(dialogs[a] ?? []), endsOf(dialogs[b] ?? [])];
  const shared = [...one].filter((cause) => other.has(cause)).length;
  return shared > SHARED * Math.min(one.size, other.size);
}

function endsOf(trees: readonly Dialog[]): ReadonlySet<string> {
  const steps = trees.flatMap((tree) => tree.steps);
  return new Set(steps.flatMap((step) => (step.type === 'conclude' ? [step.cause] : [])));
}
