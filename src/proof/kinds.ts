/** Sorts what can be tried into kinds, so that each is tried in the first state that shows it. */
export class Kinds {
  readonly #seen = new Map<string, Set<string>>();

  /** Whether nothing of this kind was there before; a kind is named in two parts. */
  isNew(place: string, what: string): boolean {
    const seen = this.#seen.get(place) ?? new Set();
    if (seen.size === 0) this.#seen.set(place, seen);
    const before = seen.size;
    return seen.add(what).size > before;
  }
}
