/** Every match of a global pattern, like `text.matchAll(pattern)`, which compiles the pattern anew each time: of the long
 * patterns here that is dearer than the search. */
export function matches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  if (first === null) return NONE;
  const all: RegExpExecArray[] = [];
  for (let match: RegExpExecArray | null = first; match !== null; match = pattern.exec(text)) {
    all.push(match);
    if (match[0] === '') pattern.lastIndex = after(text, pattern);
  }
  return all;
}

const NONE: readonly RegExpExecArray[] = [];

/** Where the search goes on after an empty match. */
function after(text: string, { lastIndex, unicode }: RegExp): number {
  const wide = unicode && (text.codePointAt(lastIndex) ?? 0) > 0xffff;
  return lastIndex + (wide ? 2 : 1);
}
