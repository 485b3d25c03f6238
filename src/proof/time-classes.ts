import type { Content } from '../content/content.ts';
import { isoShanghai } from '../conversation/wording.ts';
import { spanOf } from '../dialog/sale-window.ts';
import type { Situation } from '../dialog/situation.ts';
import type { Fact } from '../dialog/slot.ts';
import { consequences, cutoffSlot, modesOf, type SaleTime } from './sale-times.ts';

/** Tells sale times apart as far as the rest of a talk can: two times of one class lead to the same questions and
 * the same conclusions whatever is answered later. */
export class TimeClasses {
  readonly #content: Content;
  readonly #known = new Map<string, string>();

  constructor(content: Content) {
    this.#content = content;
  }

  /** The class of a sale time in a situation. */
  of(fact: Fact, at: number, situation: Situation): string {
    const span = spanOf(fact);
    if (span === null) return '';
    const time = { at, span: { from: isoShanghai(span.from), to: isoShanghai(span.to) } };
    // A brand with its own cut-off would change the class later, so then every time is its own class.
    if (Object.keys(this.#content.settlement.brandCutoffs).length > 0) return JSON.stringify(time);
    return this.#modesFrom(situation)
      .flatMap((mode) => this.#windows(situation).map((window) => this.#consequences(time, mode, window)))
      .join('|');
  }

  /** The modes that can apply yet: any while it is not known, else the contracted one and those in its stead. */
  #modesFrom({ known }: Situation): readonly string[] {
    const { roles, settlement } = this.#content;
    const contracted = known[roles.settlementMode];
    if (contracted === undefined) return modesOf(this.#content);
    const found = new Set([contracted]);
    for (const mode of found) for (const { as } of settlement.modes[mode]?.instead ?? []) found.add(as);
    return [...found];
  }

  #windows(situation: Situation): readonly (string | null)[] {
    const side = cutoffSlot(this.#content);
    if (side === null) return [null];
    if (situation.stated.has(side)) return [situation.known[side] ?? null];
    if (!situation.open.has(side)) return [null];
    return [null, ...(this.#content.slots[side]?.options ?? []).map((option) => option.id)];
  }

  #consequences(time: SaleTime, mode: string, window: string | null): string {
    const key = `${time.at} ${time.span.from} ${time.span.to} ${mode} ${window}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const found = consequences(this.#content, time, { mode, window });
    this.#known.set(key, found);
    return found;
  }
}
