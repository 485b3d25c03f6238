const MAX_GRAM = 3;
const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;
const pause = /[\s,.;:!~、。…]+/g;
const longNumber = /\d{2,}/g;

/** Character 1- to 3-grams of a normal text with its ends marked, as distinct non-zero 32-bit hashes.
 * A number of several digits counts as one symbol: which day or amount it is says nothing about the intent. */
export function featuresOf(text: string): Int32Array {
  const marked = `\u0002${text.replace(pause, ' ').replace(longNumber, '\u0001')}\u0003`;
  const grams = new Set<number>();
  for (let start = 0; start < marked.length; start++) {
    let hash = FNV_OFFSET;
    for (let length = 1; length <= MAX_GRAM && start + length <= marked.length; length++) {
      hash = mix(hash, marked.charCodeAt(start + length - 1));
      grams.add(hash | 0 || 1);
    }
  }
  return Int32Array.from(grams);
}

function mix(hash: number, unit: number): number {
  const low = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
  return Math.imul(low ^ (unit >>> 8), FNV_PRIME);
}
