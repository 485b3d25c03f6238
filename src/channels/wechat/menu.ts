import { bytesOf } from '../../conversation/pieces.ts';
import type { Message } from '../../desk/door.ts';

/** The platforms keep so many bytes with a line of a menu. */
const LONGEST_ID = 64;

/** What a line of a menu is called: the answer that it stands for. Null: it is too long for that. */
export function menuId(slot: string, value: string): string | null {
  const id = `${slot}:${value}`;
  return bytesOf(id) <= LONGEST_ID ? id : null;
}

/** The answer that a line of a menu stands for. */
export function choiceOf(id: string): Message | null {
  const [, slot, value] = /^([^:]+):(.+)$/.exec(id) ?? [];
  return slot === undefined || value === undefined ? null : { type: 'choice', slot, value };
}

/** The lines of a menu under a text; null where it has none that can be pressed. */
export function menuLines(
  slot: string | null,
  choices: readonly { readonly label: string; readonly value: string }[],
): readonly { readonly id: string; readonly content: string }[] | null {
  if (slot === null || choices.length === 0) return null;
  const lines = choices.map(({ label, value }) => ({ id: menuId(slot, value), content: label }));
  const good = lines.flatMap(({ id, content }) => (id === null ? [] : [{ id, content }]));
  return good.length === lines.length ? good : null;
}
