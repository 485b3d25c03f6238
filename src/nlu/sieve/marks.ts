/** Marked places of a list, a bit for each. */
export type Marks = Uint32Array;

/** Marks for a list of so many. */
export function marksFor(size: number): Marks {
  return new Uint32Array((size >>> 5) + 1);
}

export function mark(marks: Marks, place: number): void {
  marks[place >>> 5] = (marks[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** Whether all places of a stretch are marked, its end left out. */
export function areMarked(marks: Marks, from: number, to: number): boolean {
  for (let place = from; place < to; place++) {
    if (((marks[place >>> 5] ?? 0) & (1 << (place & 31))) === 0) return false;
  }
  return true;
}

/** The first marked place from one on, or -1. */
export function nextMarked(marks: Marks, from: number): number {
  let word = from >>> 5;
  let rest = (marks[word] ?? 0) & (-1 << (from & 31));
  while (rest === 0) {
    word += 1;
    if (word >= marks.length) return -1;
    rest = marks[word] ?? 0;
  }
  return 32 * word + 31 - Math.clz32(rest & -rest);
}

/** The marked ones of a list. */
export function markedOf<Item extends object>(list: readonly Item[], marks: Marks): Item[] {
  const found: Item[] = [];
  for (let place = nextMarked(marks, 0); place >= 0; place = nextMarked(marks, place + 1)) {
    const item = list[place];
    if (item !== undefined) found.push(item);
  }
  return found;
}
