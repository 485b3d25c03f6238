import type { Interval } from './dialog/slot.ts';
import type { UtteranceCase } from './eval-case.ts';
import type { Reader } from './nlu/reader.ts';
import type { Heard, Understanding } from './nlu/understanding.ts';

/** The instant that rows without their own are read at. */
const REFERENCE = Date.parse('2026-11-18T10:00:00+08:00');

/** How one labelled message was understood. */
export interface Heeded {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  /** null: the row does not ask for an issue */
  readonly issue: boolean | null;
  readonly guessed: string | null;
  readonly outside: { readonly is: boolean; readonly said: boolean };
  readonly hit: readonly string[];
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  /** null: the row names no control */
  readonly control: boolean | null;
}

/** Reads one labelled message and compares. A slot in neither list is neutral; times match where they overlap. */
export function heed(read: Reader, row: UtteranceCase, issueSlot: string): Heeded {
  const at = row.at === undefined ? REFERENCE : Date.parse(row.at);
  const understanding = read(row.text, { at, asked: row.asked ?? null });
  const heard = understanding.facts.filter((fact) => fact.slot !== issueSlot);
  const hit = Object.keys(row.slots).filter((slot) => matches(row, slot, heard));
  const guessed = understanding.issues[0]?.value ?? null;
  return {
    id: row.id,
    from: row.from ?? '',
    text: row.text,
    issue: row.accept.length === 0 || row.out_of_scope ? null : issueRight(row, understanding),
    guessed,
    outside: { is: row.out_of_scope, said: understanding.outOfScope !== null },
    hit,
    missed: Object.keys(row.slots).filter((slot) => !hit.includes(slot)),
    wrong: heard.filter((fact) => isWrong(row, fact, hit)).map((fact) => fact.slot),
    control: controlRight(row, understanding),
  };
}

/** Without a guess the message counts as "other": no trouble of the shop's own was stated. */
function issueRight(row: UtteranceCase, understanding: Understanding): boolean {
  return row.accept.includes(understanding.issues[0]?.value ?? 'other');
}

function controlRight(row: UtteranceCase, understanding: Understanding): boolean | null {
  if (row.dontKnow) return understanding.dontKnow;
  return row.control === undefined ? null : understanding.control === row.control;
}

function isWrong(row: UtteranceCase, fact: Heard, hit: readonly string[]): boolean {
  if (row.notSlots.includes(fact.slot)) return true;
  return fact.slot in row.slots && !hit.includes(fact.slot);
}

function matches(row: UtteranceCase, slot: string, heard: readonly Heard[]): boolean {
  const fact = heard.find((one) => one.slot === slot);
  if (fact === undefined) return false;
  const wanted = [row.slots[slot], ...(row.alt[slot] ?? [])];
  return wanted.some((value) => same(value, fact.value));
}

function same(wanted: unknown, value: string | Interval): boolean {
  if (typeof value === 'string') return wanted === value;
  const interval = intervalOf(wanted);
  if (interval === null) return false;
  return (
    Date.parse(interval.from) <= Date.parse(value.to) && Date.parse(value.from) <= Date.parse(interval.to)
  );
}

function intervalOf(wanted: unknown): Interval | null {
  if (typeof wanted === 'string') return { from: wanted, to: wanted };
  if (typeof wanted !== 'object' || wanted === null || !('from' in wanted) || !('to' in wanted)) return null;
  return { from: String(wanted.from), to: String(wanted.to) };
}
