import type { Content } from '../content/content.ts';
import { type Condition, UNKNOWN } from '../knowledge/condition.ts';

/** Every way to state what a condition demands: one value of each slot. Derived slots are left out: nobody states
 * them. */
export function statementsOf(
  content: Content,
  condition: Condition,
): readonly Readonly<Record<string, string>>[] {
  let ways: Readonly<Record<string, string>>[] = [{}];
  for (const [slot, values] of Object.entries(condition)) {
    const kind = content.slots[slot];
    if (kind === undefined || (kind.derived !== null && kind.question === null)) continue;
    const sayable = values.filter((value) => value !== UNKNOWN);
    ways = ways.flatMap((way) => sayable.map((value) => ({ ...way, [slot]: value })));
  }
  return ways;
}
