import type { Limits } from './limits.ts';
import type { Choice } from './reply.ts';

/** One message as a channel can show it: its text is complete where it has no choices. */
export interface Piece {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Either half of a pair stands for two of its four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}

/** A reply as the messages that a channel can show, in order; buttons that it cannot show become numbered lines. */
export function piecesOf(
  reply: { readonly text: string; readonly choices?: readonly Choice[] },
  limits: Limits,
): readonly (Piece & Part)[] {
  const { text, choices = [] } = reply;
  const buttons = choices.length >= limits.leastChoices && fitsAsButtons(choices, limits);
  const parts = partsOf(buttons ? text : numbered(text, choices), limits.textBytes);
  return parts.map((part, i) => ({ ...part, choices: buttons && i === parts.length - 1 ? choices : [] }));
}

/** Whether a channel can show these as buttons. */
export function fitsAsButtons(choices: readonly Choice[], limits: Limits): boolean {
  return (
    choices.length > 0 &&
    choices.length <= limits.choices &&
    choices.every(({ label }) => bytesOf(label) <= limits.choiceBytes)
  );
}

/** A text with its choices as numbered lines: what is answered with the number. One alone needs no number. */
export function numbered(text: string, choices: readonly Choice[]): string {
  if (choices.length < 2) return text;
  return [text, ...choices.map(({ label }, i) => `${i + 1}. ${label}`)].join('\n');
}

/** The choice that a merchant means who answers numbered lines with "2", "２。", "(2)" or "B"; null: other words. */
export function choiceBy(said: string, choices: readonly Choice[]): Choice | null {
  if (choices.length < 2) return null;
  const mark = /^[\s([（]*(?:(\d{1,2})|([A-Za-z]))[\s.)\]）。、，,]*$/.exec(said.normalize('NFKC'));
  if (mark === null) return null;
  const [, digits, letter = ''] = mark;
  const place = digits === undefined ? letter.toUpperCase().charCodeAt(0) - 64 : Number(digits);
  return choices[place - 1] ?? null;
}

/** Where a text may be cut, the best first: between lines, after sentences, after clauses, between words. */
const SEAMS = [/\n/g, /[。！？!?][”」）)]*/g, /[；;：:，,、]/g, /\s/g] as const;
/** Whoever reads a part that ends at one of the first two has read something whole. */
const WHOLE = 2;

/** A part of a text that was cut; `whole`: it ends where a line or sentence ends, or the text does. */
export interface Part {
  readonly text: string;
  readonly whole: boolean;
}

/** Cuts a text into parts of at most so many bytes, at the end of a line or sentence where there is one; nothing
 * but blanks at the cuts is lost. At least one part. */
export function partsOf(text: string, maxBytes: number): readonly Part[] {
  const parts: Part[] = [];
  let rest = text.trim();
  while (bytesOf(rest) > maxBytes) {
    const { at, whole } = cutOf(rest, maxBytes);
    parts.push({ text: rest.slice(0, at).trimEnd(), whole });
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, { text: rest, whole: true }];
}

// A cut that leaves a first part of less than a third is no better than one in the middle of a sentence.
function cutOf(text: string, maxBytes: number): { readonly at: number; readonly whole: boolean } {
  const most = fitting(text, maxBytes);
  const head = text.slice(0, most);
  for (const [rank, seam] of SEAMS.entries()) {
    const at = [...head.matchAll(seam)].map((match) => match.index + match[0].length).at(-1) ?? 0;
    if (at > most / 3) return { at, whole: rank < WHOLE };
  }
  return { at: most, whole: false };
}

/** How many UTF-16 units from the start fit, never half a pair; at least one character. */
function fitting(text: string, maxBytes: number): number {
  let bytes = 0;
  let at = 0;
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > maxBytes && at > 0) return at;
    at += character.length;
  }
  return at;
}
