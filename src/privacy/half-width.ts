const OFFSET = 0xfee0;

/** The text with full-width letters, digits and signs as ASCII, of the same length, so that positions agree. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (char) =>
    char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - OFFSET),
  );
}
