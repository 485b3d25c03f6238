import type { Slot } from '../../dialog/slot.ts';
import { type Found, WEIGHTS } from './matcher.ts';

// The words of counting: grammar, not content.
const ORDINAL = /^ ?(?:选|点|第|我选)*([1-9a-i一二三四五六七八九])(?:个|项|条|选项|种)*[吧的了]? ?$/;
const NUMERALS = '一二三四五六七八九';
const LETTERS = 'abcdefghi';

/** An answer by the place of its button (第二个, B, 2), or by the very words on it. */
export function findChoice(slot: Slot, text: string): Found[] {
  const buttons = slot.options.filter(({ button }) => button);
  const exact = buttons.find(({ label, name }) => [label, name].some((words) => same(words, text)));
  const option = exact ?? buttons[placeOf(text) - 1];
  if (option === undefined) return [];
  return [{ slot: slot.id, value: option.id, start: 0, end: text.length, weight: exact ? WEIGHTS.says : 0 }];
}

function same(label: string, text: string): boolean {
  return label.normalize('NFKC').toLowerCase().replaceAll(' ', '') === text.replaceAll(' ', '');
}

function placeOf(text: string): number {
  const place = ORDINAL.exec(text)?.[1];
  if (place === undefined) return 0;
  return (Number(place) || NUMERALS.indexOf(place) + 1 || LETTERS.indexOf(place) + 1) ?? 0;
}
