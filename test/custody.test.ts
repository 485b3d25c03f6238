import { describe, expect, test } from 'vitest';
import type { Conversation } from '../src/conversation/conversation.ts';
import {
  CUSTODIES,
  CUSTODY_EVENTS,
  type Custody,
  type CustodyEvent,
  custodyAfter,
  custodyOf,
} from '../src/conversation/custody.ts';
import type { Event } from '../src/conversation/event.ts';
import { createExpert } from '../src/conversation/expert.ts';
import { transition } from '../src/conversation/transition.ts';
import { shippedContent } from './support/content.ts';
import { chose, DEBIT, NOW, playEvents, said, TROUBLE } from './support/engine.ts';
import { heard } from './support/understood.ts';

const expert = createExpert(await shippedContent());
const human = said({ control: 'human' });
const HANDED: Custody[] = ['waiting', 'agent'];

/** A talk with facts in each custody. */
const answered = playEvents(expert, [said({ ...TROUBLE, facts: DEBIT })]).now;
const waiting = playEvents(expert, [human], answered).now;
const held = playEvents(expert, [{ type: 'taken', at: NOW, agent: '王芳' }], waiting).now;
const closed = playEvents(expert, [{ type: 'ended', at: NOW }], held).now;
const TALKS: Readonly<Record<Custody, Conversation>> = { bot: answered, waiting, agent: held, closed };

/** What brings each event about in the engine. */
const BRINGS: Readonly<Record<CustodyEvent, Event>> = {
  hand_off: human,
  take: { type: 'taken', at: NOW, agent: '李强' },
  agent_writes: { type: 'wrote', at: NOW },
  merchant_writes: said({ facts: [heard('amount_band', 'gt_50k')] }),
  give_back: { type: 'given_back', at: NOW },
  transfer: { type: 'transferred', at: NOW },
  nobody_came: { type: 'nobody_came', at: NOW },
  stay: chose('hand_off', 'stay'),
  to_bot: chose('hand_off', 'bot'),
  leave: chose('hand_off', 'leave'),
  close: { type: 'ended', at: NOW },
  due: { type: 'due', at: NOW },
};

function speaks(effects: ReturnType<typeof transition>[1]): boolean {
  return effects.some((effect) => effect.type === 'reply');
}

const ALL = CUSTODIES.flatMap((custody) => CUSTODY_EVENTS.map((event) => ({ custody, event })));

describe('who speaks with the merchant', () => {
  test('the talks of this test stand as they are named', () => {
    for (const custody of CUSTODIES) expect(custodyOf(TALKS[custody])).toBe(custody);
  });

  test.each(ALL)('is the same in the engine as in the table: $custody, $event', ({ custody, event }) => {
    const before = TALKS[custody];
    const step = custodyAfter(custody, event);
    const [next, effects] = transition(expert, before, BRINGS[event]);
    if (step === null) {
      expect([next, effects]).toEqual([before, []]);
      return;
    }
    expect(custodyOf(next)).toBe(step.to);
    if (!step.botSpeaks) expect(speaks(effects)).toBe(false);
    expect(Object.keys(next.facts)).toEqual(expect.arrayContaining(Object.keys(before.facts)));
  });

  test.each(CUSTODIES)('can become anything from %s', (start) => {
    const after = (one: Custody) => CUSTODY_EVENTS.flatMap((event) => custodyAfter(one, event)?.to ?? []);
    const seen = new Set<Custody>([start]);
    for (const one of seen) for (const next of after(one)) seen.add(next);
    expect([...seen].sort()).toEqual([...CUSTODIES].sort());
  });

  test('is nobody but the person while one holds the talk, whatever the merchant does', () => {
    const messages: Event[] = [
      human,
      said({ control: 'cancel' }),
      said({ control: 'restart' }),
      said({ control: 'back' }),
      said({ empty: true }),
      said({ outOfScope: 'loans' }),
      said({ facts: [heard('scam_sign', 'yes')] }, NOW, true),
      said({ inquiry: 'yes' }),
      chose('card_type', 'credit'),
      chose('card_type', 'unknown'),
      chose('follow_up', 'yes'),
      chose('hand_off', 'leave'),
      { type: 'due', at: NOW },
      { type: 'nobody_came', at: NOW },
    ];
    for (const message of messages) {
      const { now, effects } = playEvents(expert, [message], held);
      expect(custodyOf(now)).toBe('agent');
      expect(effects).toEqual([]);
    }
  });

  test('ends the wait where the merchant thinks better of it, and says so to the desk', () => {
    for (const event of [chose('hand_off', 'leave'), chose('hand_off', 'bot'), said({ control: 'cancel' })]) {
      const { now, effects } = playEvents(expert, [event], waiting);
      expect(HANDED).not.toContain(custodyOf(now));
      expect(effects).toContainEqual({ type: 'withdraw' });
    }
  });
});

describe('the facts packet', () => {
  test('is shown to the merchant when it is handed over, and corrections go into it', () => {
    const { texts } = playEvents(expert, [human], answered);
    expect(texts.some((text) => text.includes('· 卡种：储蓄卡'))).toBe(true);
    const { now, texts: after } = playEvents(
      expert,
      [said({ facts: [heard('card_type', 'credit')] })],
      waiting,
    );
    expect(now.facts.card_type?.value).toBe('credit');
    expect(now.confirmed).toBe(true);
    expect(after).toEqual([expert.content.replies.corrected, expert.content.replies.hand_off_undone]);
    expect(now.diagnosis).not.toEqual(waiting.diagnosis);
  });

  test('takes in silently what is said to the person', () => {
    const { now } = playEvents(expert, [said({ facts: [heard('card_type', 'credit')] })], held);
    expect(now.facts.card_type?.value).toBe('credit');
  });

  test('is corrected by an agent, which runs the diagnosis again and says nothing', () => {
    const facts = { card_type: 'credit', settlement_mode: null };
    const { now, effects } = playEvents(expert, [{ type: 'corrected', at: NOW, facts }], held);
    expect(now.facts.card_type).toEqual({ value: 'credit', said: '', turn: held.turn, by: 'agent' });
    expect(now.facts.settlement_mode).toBeUndefined();
    expect(now.diagnosis).not.toEqual(held.diagnosis);
    expect(effects).toEqual([]);
  });

  test('is not asked again when the bot has the talk back', () => {
    let { now } = playEvents(expert, [{ type: 'given_back', at: NOW }], held);
    const known = new Set(Object.keys(held.facts));
    for (let i = 0; i < 12 && now.asking !== null; i++) {
      expect(known.has(now.asking)).toBe(false);
      ({ now } = playEvents(expert, [chose(now.asking, 'unknown')], now));
    }
    expect(custodyOf(now)).toBe('bot');
    expect(now.diagnosis?.causes[0]?.id).toBe(answered.diagnosis?.causes[0]?.id);
  });
});

describe('the question whether the money came', () => {
  const asked = playEvents(expert, [{ type: 'due', at: NOW }], answered).now;

  test('closes the talk as confirmed by a yes', () => {
    for (const yes of [chose('follow_up', 'yes'), said({ inquiry: 'yes' })]) {
      const { now, effects } = playEvents(expert, [yes], asked);
      expect([now.status, now.arrived, now.inquiry]).toEqual(['closed', true, null]);
      expect(effects).toContainEqual({ type: 'arrived' });
    }
  });

  test('opens it again by a no, with the facts, and tells the next thing to do', () => {
    const later = Date.parse('2026-11-24T19:00:00+08:00');
    const { now, texts } = playEvents(expert, [{ ...chose('follow_up', 'no'), at: later }], asked);
    expect([now.arrived, now.inquiry]).toEqual([false, null]);
    expect(now.facts).toEqual(asked.facts);
    expect(texts[0]).toBe(expert.content.replies.follow_up_sorry);
    expect(texts.length).toBeGreaterThan(1);
  });

  test('is not put again where the merchant does not want it', () => {
    expect(playEvents(expert, [chose('follow_up', 'never')], asked).now.unasked).toBe(true);
    expect(playEvents(expert, [said({ inquiry: 'never' })], answered).now.unasked).toBe(true);
  });
});
