import { begin, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect, Event } from '../../src/conversation/event.ts';
import type { Expert } from '../../src/conversation/expert.ts';
import { transition } from '../../src/conversation/transition.ts';
import type { Understanding } from '../../src/nlu/understanding.ts';
import { heard, minute, understood } from './understood.ts';

export const NOW = Date.parse('2026-11-18T10:00:00+08:00');

/** What a message states that names the trouble plainly. */
export const TROUBLE = { issues: [{ value: 'not_arrived', probability: 0.95 }] };

/** Facts that lead to an answer at once: a debit card under an instant mode, sold yesterday. */
export const DEBIT = [
  heard('card_type', 'debit'),
  heard('settlement_mode', 's0'),
  heard('txn_at', minute('2026-11-17T15:00')),
];

/** A message of which only this is understood. */
export function said(rules: Partial<Understanding>, at = NOW, masked = false): Event {
  return { type: 'said', at, understanding: understood(rules), masked };
}

/** A tapped button. */
export function chose(slot: string, value: string): Event {
  return { type: 'chose', at: NOW, slot, value };
}

/** How a talk stands after the last of its events, and what that one brought. */
export interface Played {
  readonly now: Conversation;
  readonly effects: readonly Effect[];
  readonly texts: readonly string[];
}

/** Lets the engine alone, without a reader, take events one after the other. */
export function playEvents(expert: Expert, events: readonly Event[], from = begin('t')): Played {
  let now: Conversation = from;
  let effects: readonly Effect[] = [];
  for (const event of events) [now, effects] = transition(expert, now, event);
  const texts = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply.text] : []));
  return { now, effects, texts };
}
