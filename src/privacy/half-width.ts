const OFFSET = 0xfee0;
const SPACE = 0x3000;
/** Numerals in the order of their values: everyday, of cheques, of cheques in traditional characters, on the phone. */
const NUMERALS = ['零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖', '○壹貳參肆伍陸柒捌玖', '零幺'];
const VALUES: ReadonlyMap<number, number> = new Map(
  NUMERALS.flatMap((row) => [...row].map((char, value) => [char.charCodeAt(0), value] as const)),
);
/** As many characters as one call may make. */
const CHUNK = 8_192;

/** The value of a Chinese numeral; -1: it is none. */
export function chineseDigit(code: number): number {
  return code < 0x2000 ? -1 : (VALUES.get(code) ?? -1);
}

/** The text with full-width letters, digits and signs as ASCII and Chinese numerals as digits, of the same length,
 * so that positions agree. */
export function halfWidth(text: string): string {
  const codes = new Uint16Array(text.length);
  let changed = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const plain = code < 0x2000 ? code : plainOf(code);
    changed ||= plain !== code;
    codes[i] = plain;
  }
  if (!changed) return text;
  let whole = '';
  for (let i = 0; i < codes.length; i += CHUNK) whole += String.fromCharCode(...codes.subarray(i, i + CHUNK));
  return whole;
}

function plainOf(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) return code - OFFSET;
  if (code === SPACE) return 0x20;
  const value = chineseDigit(code);
  return value < 0 ? code : value + 0x30;
}
