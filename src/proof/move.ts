import type { Content } from '../content/content.ts';
import type { Event } from '../conversation/event.ts';
import type { Interval } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Control, Understanding } from '../nlu/understanding.ts';

/** What the merchant of a checked talk does next: the event, and how it reads in a printed talk. */
export interface Move {
  readonly event: Event;
  readonly text: string;
}

/** Slot id → what is said of it. */
export type Statements = Readonly<Record<string, string | Interval>>;

const NOTHING: Understanding = {
  text: '',
  normal: '',
  facts: [],
  issues: [],
  control: null,
  dontKnow: false,
  sideQuestion: null,
  outOfScope: null,
  corrects: false,
  supposed: null,
  empty: false,
  another: null,
  consent: null,
  inquiry: null,
  language: null,
};

/** A button is tapped: an option, or "do not know". */
export function tap(content: Content, at: number, slot: string, value: string): Move {
  return { event: { type: 'chose', at, slot, value }, text: `［${valueText(content, slot, value)}］` };
}

/** Facts are told in one message. */
export function tell(content: Content, at: number, statements: Statements): Move {
  return message(content, at, { statements, corrects: false });
}

/** A fact told before is put right. */
export function correct(content: Content, at: number, statements: Statements): Move {
  return message(content, at, { statements, corrects: true });
}

/** The merchant wants something of the talk itself; `text` is how it reads. */
export function want(at: number, control: Control, text: string): Move {
  return { event: { type: 'said', at, masked: false, understanding: { ...NOTHING, text, control } }, text };
}

interface Told {
  readonly statements: Statements;
  readonly corrects: boolean;
}

function message(content: Content, at: number, { statements, corrects }: Told): Move {
  const entries = Object.entries(statements);
  const text = entries
    .map(([slot, value]) => `${content.slots[slot]?.name ?? slot}：${valueText(content, slot, value)}`)
    .join('；');
  const facts = entries.map(([slot, value]) => {
    const said = valueText(content, slot, value);
    return { slot, value, said, start: 0, end: 0, hedged: false };
  });
  const understanding = { ...NOTHING, text, normal: text, facts, corrects };
  return {
    event: { type: 'said', at, masked: false, understanding },
    text: corrects ? `说错了，${text}` : text,
  };
}

/** A value as authors name it; a time as "2026-06-10 11:30". */
export function valueText(content: Content, slot: string, value: string | Interval): string {
  if (typeof value === 'string') {
    const option = content.slots[slot]?.options.find((one) => one.id === value);
    return option?.name ?? (value === UNKNOWN ? '不知道' : value);
  }
  const [from, to] = [value.from, value.to].map((at) => at.slice(0, 16).replace('T', ' '));
  return from === to ? `${from}` : `${from} 到 ${to}`;
}
