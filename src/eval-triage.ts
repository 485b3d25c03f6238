import type { Advisor } from './desk/advisor.ts';
import { triageText } from './desk/triage.ts';
import type { Diagnosis } from './diagnosis/diagnosis.ts';
import type { Facts } from './dialog/slot.ts';
import type { Played } from './eval-merchants.ts';

/** Whether a talk that was pasted as a transcript tells triage the same facts, and is judged alike; null: the facts
 * differ, or the talk has no verdict yet, so that the question does not arise. */
export interface Alike {
  readonly facts: boolean;
  readonly verdict: boolean | null;
}

const WHO = { merchant: '商户', bot: '机器人' } as const;

/** Compares a talk with the triage of its transcript, of every message from the first of the merchant on. */
export function compareTriage(advisor: Advisor, { talk, end, at }: Played): Alike {
  const first = talk.findIndex(({ who }) => who === 'merchant');
  const text = talk.slice(first).map((line) => `${WHO[line.who]}：${line.text}`);
  const { slots, diagnosis } = triageText(advisor, text.join('\n'), at, null);
  const facts = same(valuesOf(slots), valuesOf(end.facts));
  return {
    facts,
    verdict: facts && end.asking === null ? same(gistOf(diagnosis), gistOf(end.diagnosis)) : null,
  };
}

function valuesOf(facts: Facts): unknown {
  return Object.entries(facts)
    .map(([slot, { value }]) => [slot, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a verdict comes down to: the causes, what it is about, when the money is due, whom to call, how urgent it is. */
function gistOf(diagnosis: Diagnosis | null): unknown {
  if (diagnosis === null) return null;
  const { causes, contacts, dueAt, urgency, redFlag, steps } = diagnosis;
  return [causes.map(({ id }) => id), contacts.map(({ id }) => id), dueAt, urgency, redFlag, steps];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
