/** No request of ours nests deeper. */
const DEEPEST = 32;

/** What each sign does to the depth outside of a string. */
const STEPS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Whether a JSON text nests deeper than any request does. One pass, before it is parsed. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length && depth <= DEEPEST; i++) {
    const sign = text.charAt(i);
    if (sign === '"') quoted = !quoted;
    else if (!quoted) depth += STEPS[sign] ?? 0;
    // What follows it in a string ends none.
    else if (sign === '\\') i += 1;
  }
  return depth > DEEPEST;
}
