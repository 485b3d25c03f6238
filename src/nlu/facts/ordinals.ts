import { type Found, type SlotMatcher, WEIGHTS } from './matcher.ts';

// The words of counting: grammar, not content.
const ORDINAL = /^ ?(?:选|点|第|我选)*([1-9a-i一二三四五六七八九])(?:个|项|条|选项|种)*[吧的了]? ?$/;
const NUMERALS = '一二三四五六七八九';
const LETTERS = 'abcdefghi';

/** An answer by the place of its button (第二个, B, 2), or by the very words on it. */
export function findChoice({ slot, buttons }: SlotMatcher, text: string): Found[] {
  const exact = buttons.find(({ words }) => words.includes(text));
  const option = exact ?? (slot.kind === 'choice' ? buttons[placeOf(text) - 1] : undefined);
  if (option === undefined) return [];
  const weight = exact ? WEIGHTS.button : 0;
  return [{ slot: slot.id, value: option.value, start: 0, end: text.length, weight }];
}

/** Whether an answer only names the place of a choice: 第二个, B, 2. */
export function isOrdinal(text: string): boolean {
  return ORDINAL.test(text);
}

function placeOf(text: string): number {
  const place = ORDINAL.exec(text)?.[1];
  if (place === undefined) return 0;
  return (Number(place) || NUMERALS.indexOf(place) + 1 || LETTERS.indexOf(place) + 1) ?? 0;
}
