import type { Content } from '../content/content.ts';
import { inquiryLabel } from '../conversation/inquiry.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { mask } from '../privacy/mask.ts';
import type { Doing } from '../store/store.ts';

/** What a merchant sends: words, or a button of a question. */
export type Message =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choice'; readonly slot: string; readonly value: string };

/** Removes what no store can keep: U+0000 and halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
}

/** A sender's message id as it may be kept: still another for another id. */
export function admitId(id: string): string {
  return storable(id) === id ? id : JSON.stringify(id);
}

/** A message as it may be kept: personal data masked, the button known. Null: there is no such button. */
export function admit(
  content: Content,
  message: Message,
): { readonly doing: Doing; readonly body: string } | null {
  if (message.type === 'choice') return admitChoice(content, message.slot, message.value);
  const { text, found } = mask(storable(message.text));
  return { doing: { type: 'said', text, masked: found.length > 0 }, body: text };
}

function admitChoice(content: Content, slot: string, value: string): ReturnType<typeof admit> {
  const label = inquiryLabel(content, slot, value) ?? slotLabel(content, slot, value);
  return label === null ? null : { doing: { type: 'chose', slot, value }, body: label };
}

function slotLabel(content: Content, slot: string, value: string): string | null {
  const known = Object.hasOwn(content.slots, slot) ? content.slots[slot] : undefined;
  if (known === undefined || known.derived !== null) return null;
  const option = known.options.find((one) => one.id === value);
  return (value === UNKNOWN ? content.replies.dont_know : option?.label) ?? null;
}
