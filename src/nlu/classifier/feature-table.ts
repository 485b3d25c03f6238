/** The features a model knows: hash → row, open addressing, 0 = free. Plain arrays, so that it can be kept in a file. */
export interface FeatureTable {
  /** a power of two of them */
  readonly keys: Int32Array;
  readonly rows: Int32Array;
  readonly size: number;
}

/** Lays out a table with a row for each of the given distinct hashes, in their order. */
export function featureTable(hashes: readonly number[]): FeatureTable {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2)));
  const keys = new Int32Array(capacity);
  const rows = new Int32Array(capacity);
  hashes.forEach((hash, row) => {
    const slot = slotOf(keys, hash);
    keys[slot] = hash;
    rows[slot] = row;
  });
  return { keys, rows, size: hashes.length };
}

/** The row of a feature, or -1 where the table does not know it. */
export function rowOf({ keys, rows }: FeatureTable, hash: number): number {
  const slot = slotOf(keys, hash);
  return keys[slot] === hash ? (rows[slot] ?? 0) : -1;
}

/** Rows of those features that the table knows. */
export function knownRows(table: FeatureTable, features: Int32Array): Int32Array {
  const found = new Int32Array(features.length);
  let count = 0;
  for (let at = 0; at < features.length; at++) {
    const row = rowOf(table, features[at] ?? 0);
    if (row >= 0) found[count++] = row;
  }
  return found.subarray(0, count);
}

function slotOf(keys: Int32Array, hash: number): number {
  const last = keys.length - 1;
  let slot = (hash ^ (hash >>> 15)) & last;
  while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & last;
  return slot;
}
