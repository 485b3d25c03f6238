const MAX_GRAM = 3;
const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;
const pause = /[\s,.;:!~、。…]+/g;
const longNumber = /\d{2,}/g;

/** Character 1- to 3-grams of a normal text with its ends marked, as distinct non-zero 32-bit hashes.
 * A number of several digits counts as one symbol: which day or amount it is says nothing about the intent. */
export function featuresOf(text: string): Int32Array {
  const marked = `\u0002${text.replace(pause, ' ').replace(longNumber, '\u0001')}\u0003`;
  const grams = new Int32Array(marked.length * MAX_GRAM);
  const seen = new Int32Array(2 ** Math.ceil(Math.log2(grams.length * 2)));
  let count = 0;
  for (let start = 0; start < marked.length; start++) {
    let hash = FNV_OFFSET;
    for (let length = 1; length <= MAX_GRAM && start + length <= marked.length; length++) {
      hash = mix(hash, marked.charCodeAt(start + length - 1));
      const gram = hash | 0 || 1;
      if (isNew(seen, gram)) grams[count++] = gram;
    }
  }
  return grams.slice(0, count);
}

/** Whether a gram is not among those seen, and adds it: open addressing, 0 = free. */
function isNew(seen: Int32Array, gram: number): boolean {
  const last = seen.length - 1;
  let slot = gram & last;
  while (seen[slot] !== 0) {
    if (seen[slot] === gram) return false;
    slot = (slot + 1) & last;
  }
  seen[slot] = gram;
  return true;
}

function mix(hash: number, unit: number): number {
  const low = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
  return Math.imul(low ^ (unit >>> 8), FNV_PRIME);
}
