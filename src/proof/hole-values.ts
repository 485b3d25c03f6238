import type { Content } from '../content/content.ts';
import { holesOf as holesAt } from '../conversation/wording.ts';
import { situationAt } from '../dialog/situation.ts';
import type { Facts, Interval } from '../dialog/slot.ts';
import { modesOf, type SaleTimes } from './sale-times.ts';

/** Hole → every value it can be filled with: each brand and code, each mode with each sale time. */
export type HoleValues = ReadonlyMap<string, ReadonlySet<string>>;

/** The values that the engine itself fills the holes of advice with. */
export function holeValues(content: Content, times: SaleTimes): HoleValues {
  const { roles, slots } = content;
  const values = new Map<string, Set<string>>();
  const collect = (statements: Readonly<Record<string, string | Interval>>, at: number): void => {
    const facts: Facts = Object.fromEntries(
      Object.entries(statements).map(([slot, value]) => [slot, { value, said: '', turn: 0 }]),
    );
    for (const [hole, value] of Object.entries(holesAt(content, situationAt(content, facts, at)))) {
      if (value !== undefined) values.set(hole, (values.get(hole) ?? new Set()).add(value));
    }
  };
  for (const option of slots[roles.brand]?.options ?? []) collect({ [roles.brand]: option.id }, 0);
  const code = Object.values(slots).find((slot) => slot.kind === 'code');
  for (const id of Object.keys(content.codes)) if (code !== undefined) collect({ [code.id]: id }, 0);
  for (const { at, span } of times.all) {
    for (const mode of modesOf(content))
      collect({ [roles.saleTime]: span, [roles.settlementMode]: mode }, at);
  }
  return values;
}
