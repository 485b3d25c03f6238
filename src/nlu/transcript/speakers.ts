import { anyOf, type Lists } from '../../dialog/phrase.ts';
import type { Mark } from './marks.ts';

/** A mark, and whose words follow it. */
export interface Spoken {
  readonly mark: Mark;
  readonly speaker: 'merchant' | 'agent' | 'unknown';
}

/** Tells whose words follow each mark; nothing where the marks are no conversation. */
export type Caster = (text: string, marks: readonly Mark[]) => readonly Spoken[];

/** What a name says of who it is: `self` is whoever kept the talk, `guest` may be the desk's or the shop's customer. */
type Part = 'merchant' | 'agent' | 'guest' | 'self' | 'other';

/** Compiles the lists speaker_…: words for speakers, and speaker_manner: how somebody of a desk writes. */
export function createCaster(lists: Lists): Caster {
  // A Latin word ends where its letters end: Alice is no "a".
  const whole = (list: string) =>
    new RegExp(`^(?:${anyOf(lists[list] ?? [], lists)})(?!(?<=[a-z])[a-z])`, 'iu');
  const patterns: readonly (readonly [Part, RegExp])[] = [
    ['self', new RegExp(`^(?:${anyOf(lists.speaker_self ?? [], lists)})$`, 'iu')],
    ['agent', whole('speaker_agent')],
    ['guest', whole('speaker_guest')],
    ['merchant', whole('speaker_merchant')],
  ];
  const manner = new RegExp(anyOf(lists.speaker_manner ?? [], lists));
  const never = new RegExp(anyOf(lists.speaker_never ?? [], lists));
  const partOf = (name: string): Part => patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
  return (text, marks) => {
    const names = marks.filter(({ name }) => partOf(name) !== 'other' || !never.test(name));
    const speaking = speakers(names, partOf);
    const parts = new Map(speaking.map(({ name }) => [name, partOf(name)]));
    const polite = (name: string) => manner.test(wordsOf(text, speaking, name));
    const cast = castOf(parts, polite);
    const spoken = speaking.map((mark) => ({ mark, speaker: cast.get(mark.name) ?? ('unknown' as const) }));
    // Whoever alone is heard has told it all, whatever stands before it.
    return spoken.some(({ speaker }) => speaker === 'merchant')
      ? spoken
      : spoken.map((one) => ({ ...one, speaker: 'unknown' }));
  };
}

/** The marks that begin somebody's words: with a time or a word for a speaker, where desk and merchant are both among
 * them; else of mere names too those that come again. */
function speakers(marks: readonly Mark[], partOf: (name: string) => Part): readonly Mark[] {
  const plain = marks.filter((mark) => mark.plain);
  const parts = new Set(plain.map(({ name }) => partOf(name)));
  if (parts.has('agent') && (parts.has('merchant') || parts.has('guest'))) return plain;
  const names = new Set(plain.map(({ name }) => name));
  const bare = marks.filter((mark) => !mark.plain);
  if (names.size === 0) return isTalk(bare) ? bare : [];
  const often = names.size === 1 ? byCount(bare).find(([, count]) => count > 1) : undefined;
  if (often !== undefined) return marks.filter((mark) => mark.plain || mark.name === often[0]);
  // A form names everybody once, a conversation comes back to somebody.
  return plain.length > names.size || plain.some(dated) ? plain : [];
}

/** Whether mere names are two people who take turns. */
function isTalk(bare: readonly Mark[]): boolean {
  const counts = byCount(bare);
  return counts.length === 2 && (counts[0]?.[1] ?? 0) > 1;
}

function byCount(marks: readonly Mark[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { name } of marks) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function dated({ stamp }: Mark): boolean {
  return /[-/.月]/.test(stamp ?? '');
}

function wordsOf(text: string, marks: readonly Mark[], name: string): string {
  return marks
    .flatMap((mark, i) =>
      mark.name === name ? [text.slice(mark.end, marks[i + 1]?.start ?? text.length)] : [],
    )
    .join('\n');
}

/** Who each name is, in the light of the others. */
function castOf(
  parts: ReadonlyMap<string, Part>,
  polite: (name: string) => boolean,
): ReadonlyMap<string, 'merchant' | 'agent'> {
  const has = (part: Part) => [...parts.values()].includes(part);
  const open = [...parts].filter(([, part]) => part === 'other' || part === 'self');
  const nobody = !has('agent') && !has('merchant') && !has('guest');
  const desk = nobody ? deskAmong(open, polite) : null;
  // Beside a shop without a desk a customer is the shop's own, who is none of those we ask.
  const guest = has('merchant') && !has('agent') ? 'agent' : 'merchant';
  const counterpart = has('agent') ? 'merchant' : 'agent';
  const roleOf = (name: string, part: Part): 'merchant' | 'agent' => {
    if (part === 'merchant' || part === 'agent') return part;
    if (part === 'guest') return guest;
    return nobody ? (name === desk ? 'agent' : 'merchant') : counterpart;
  };
  return new Map([...parts].map(([name, part]) => [name, roleOf(name, part)]));
}

/** Which of several people without a word for who they are sits at the desk: who writes like one, else who kept the
 * talk, else the second. One alone is the merchant. */
function deskAmong(
  open: readonly (readonly [string, Part])[],
  polite: (name: string) => boolean,
): string | null {
  if (open.length < 2) return null;
  const found = open.find(([name]) => polite(name)) ?? open.find(([, part]) => part === 'self') ?? open[1];
  return found?.[0] ?? null;
}
