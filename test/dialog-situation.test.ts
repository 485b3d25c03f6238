import { beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { spanOf, windowOf } from '../src/dialog/sale-window.ts';
import { type Situation, situationAt } from '../src/dialog/situation.ts';
import type { Fact, Facts } from '../src/dialog/slot.ts';
import { UNKNOWN } from '../src/knowledge/condition.ts';
import { shippedContent } from './support/content.ts';

const at = (time: string): number => Date.parse(`${time}:00+08:00`);
const said = (value: Fact['value'], hedged = false): Fact => ({
  value,
  said: '',
  turn: 1,
  ...(hedged ? { hedged } : {}),
});
const between = (from: string, to: string): Fact => said({ from: `${from}:00+08:00`, to: `${to}:00+08:00` });
const NOW = at('2026-11-18T10:00');

let content: Content;
beforeAll(async () => {
  content = await shippedContent();
});

function situation(facts: Facts, now = NOW): Situation {
  return situationAt(content, facts, now);
}

describe('the time of the sale', () => {
  const open = (from: string, to: string) => situation({ txn_at: between(from, to) });

  test.each([
    ['“昨晚” leaves open on which side of the cut-off it was', '2026-11-17T18:00', '2026-11-17T23:59', null],
    ['“昨天” does not: hardly anybody sells after 23:00', '2026-11-17T00:00', '2026-11-17T23:59', 'normal'],
    ['the last minute before the cut-off is before it', '2026-11-17T22:59', '2026-11-17T22:59', 'normal'],
    ['the minute of the cut-off is after it', '2026-11-17T23:00', '2026-11-17T23:00', 'after_cutoff'],
    ['the last minute of the day is after it', '2026-11-17T23:59', '2026-11-17T23:59', 'after_cutoff'],
    ['midnight opens a new business day', '2026-11-18T00:00', '2026-11-18T00:00', 'normal'],
    ['“十一点多” at night is after it', '2026-11-17T23:00', '2026-11-17T23:59', 'after_cutoff'],
    ['“半夜” across midnight is open', '2026-11-17T23:00', '2026-11-18T02:00', null],
  ])('%s', (_, from, to, value) => {
    const { known, open: left } = open(from, to);
    expect(known.txn_window).toBe(value ?? undefined);
    expect(left.has('txn_window')).toBe(value === null);
  });

  test('that is no time, or none that exists, tells nothing', () => {
    for (const fact of [undefined, said(UNKNOWN), said({ from: 'x', to: 'y' })])
      expect(spanOf(fact)).toBeNull();
    const { known, settling } = situation({ txn_at: said(UNKNOWN), settlement_mode: said('t1') });
    expect(settling).toBeNull();
    expect(known).not.toHaveProperty('sale_age');
  });

  test('with its ends the wrong way round counts from the first', () => {
    const span = spanOf(between('2026-11-17T12:00', '2026-11-17T10:00'));
    expect(span).toEqual({ from: at('2026-11-17T12:00'), to: at('2026-11-17T12:00') });
  });

  test('is moved to the side of the cut-off that was stated', () => {
    const evening = { from: at('2026-11-17T18:00'), to: at('2026-11-17T23:59') };
    expect(windowOf(evening, '23:00', 'after_cutoff')).toEqual({
      value: 'after_cutoff',
      sale: at('2026-11-17T23:00'),
    });
    const late = { from: at('2026-11-17T23:20'), to: at('2026-11-17T23:40') };
    expect(windowOf(late, '23:00', 'normal').sale).toBe(at('2026-11-17T23:00') - 1);
    expect(windowOf(evening, '23:00', 'normal').sale).toBe(at('2026-11-17T21:00'));
  });

  test('tells whether it was today and how long ago', () => {
    const today = situation({ txn_at: between('2026-11-18T09:00', '2026-11-18T09:00') }).known;
    expect([today.sale_same_day, today.sale_age]).toEqual(['today', 'within_24h']);
    const lastNight = situation({ txn_at: between('2026-11-17T20:00', '2026-11-17T20:00') }).known;
    expect([lastNight.sale_same_day, lastNight.sale_age]).toEqual(['earlier', 'within_24h']);
    const before = situation({ txn_at: between('2026-11-16T20:00', '2026-11-16T20:00') }).known;
    expect([before.sale_same_day, before.sale_age]).toEqual(['earlier', 'over_24h']);
  });
});

describe('the due state', () => {
  const t1 = (from: string, now: string) =>
    situation({ txn_at: between(from, from), settlement_mode: said('t1') }, at(now));

  test.each([
    ['in the afternoon after the sale', '2026-11-17T15:00', '2026-11-18T17:59', 'due_today'],
    ['from the due instant on', '2026-11-17T15:00', '2026-11-18T18:00', 'overdue'],
    ['over the weekend', '2026-11-20T15:00', '2026-11-22T12:00', 'not_due'],
    ['one business day later after the cut-off', '2026-11-17T23:00', '2026-11-18T12:00', 'not_due'],
    ['after a week', '2026-11-10T15:00', '2026-11-18T12:00', 'long_overdue'],
  ])('%s', (_, sale, now, state) => {
    const { known, settling } = t1(sale, now);
    expect(known.due_state).toBe(state);
    expect(settling?.past).toBe(state.endsWith('overdue'));
  });

  test('is not reckoned without a settlement mode', () => {
    const { known, settling } = situation({ txn_at: between('2026-11-17T15:00', '2026-11-17T15:00') });
    expect([settling, known.due_state, known.day_kind]).toEqual([null, undefined, undefined]);
  });

  test('of a mode that nobody knows is assumed, and never called past', () => {
    const facts = { txn_at: between('2026-11-10T15:00', '2026-11-10T15:00'), settlement_mode: said(UNKNOWN) };
    expect(situation(facts).settling).toMatchObject({ certain: false, past: false });
  });

  test.each(['manual_withdraw', 'scheduled'])('of %s is unknown, but not the kind of day', (mode) => {
    const facts = { txn_at: between('2026-11-20T15:00', '2026-11-20T15:00'), settlement_mode: said(mode) };
    const { known } = situation(facts);
    expect(known.due_state).toBeUndefined();
    expect(known.day_kind).toBe('weekend');
  });

  test('of a debit card under an instant mode follows the next workday, with the reason', () => {
    const facts = {
      txn_at: between('2026-11-20T15:00', '2026-11-20T15:00'),
      settlement_mode: said('s0'),
      card_type: said('debit'),
    };
    const { settling } = situation(facts, at('2026-11-20T18:00'));
    expect(settling?.due).toMatchObject({ type: 'at', at: at('2026-11-23T18:00') });
    expect(settling?.because).not.toBeNull();
  });
});

describe('what follows from facts', () => {
  test('an implied fact fills what is missing or unknown, but never what was stated', () => {
    const implied = situation({ dup_suspected: said('yes') }).known.customer_debited;
    expect(implied).toBe('yes');
    expect(
      situation({ dup_suspected: said('yes'), customer_debited: said(UNKNOWN) }).known.customer_debited,
    ).toBe('yes');
    expect(
      situation({ dup_suspected: said('yes'), customer_debited: said('no') }).known.customer_debited,
    ).toBe('no');
  });

  test('a response code has its class, and an unlisted one has none', () => {
    expect(situation({ response_code: said('51') }).known.response_code_class).toBe('issuer');
    expect(situation({ response_code: said('no such code') }).known.response_code_class).toBeUndefined();
  });

  test('what was said with doubt is marked', () => {
    const { hedged, stated } = situation({ card_type: said('debit', true), arrival: said('none') });
    expect([...hedged]).toEqual(['card_type']);
    expect([...stated]).toEqual(['card_type', 'arrival']);
  });
});
